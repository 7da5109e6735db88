using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Firesteel.Kube.Objects;

namespace Firesteel.Spark.Submission.Driver;

/// <summary>The driver while it is being shaped: a pod template and what the steps add to it. Nodes in here are never changed, only replaced.</summary>
/// <param name="Template">The pod without its Spark container.</param>
/// <param name="Container">The Spark container as the template has it.</param>
internal sealed record DriverPlan(JsonObject Template, JsonObject Container, ImmutableDictionary<string, string> Properties)
{
    public ImmutableDictionary<string, JsonNode> Specification { get; init; } = ImmutableDictionary<string, JsonNode>.Empty;
    public ImmutableDictionary<string, JsonNode> ContainerFields { get; init; } = ImmutableDictionary<string, JsonNode>.Empty;
    public ImmutableArray<KeyValuePair<string, string>> Labels { get; init; } = [];
    public ImmutableArray<KeyValuePair<string, string>> Annotations { get; init; } = [];
    public ImmutableArray<KeyValuePair<string, string>> NodeSelector { get; init; } = [];
    public ImmutableArray<string> PullSecrets { get; init; } = [];
    public ImmutableArray<JsonObject> Environment { get; init; } = [];
    public ImmutableArray<JsonObject> Ports { get; init; } = [];
    public ImmutableArray<JsonObject> Volumes { get; init; } = [];
    public ImmutableArray<JsonObject> Mounts { get; init; } = [];
    public ImmutableArray<string> Arguments { get; init; } = [];
    public ImmutableArray<KeyValuePair<string, string>> Requests { get; init; } = [];
    public ImmutableArray<KeyValuePair<string, string>> Limits { get; init; } = [];
    public ImmutableArray<KubeObject> Objects { get; init; } = [];
    public ImmutableArray<Upload> Uploads { get; init; } = [];

    public DriverPlan Set(string property, string value) => this with { Properties = Properties.SetItem(property, value) };

    public DriverPlan SpecificationField(string name, JsonNode value) => this with { Specification = Specification.SetItem(name, value) };

    public DriverPlan ContainerField(string name, JsonNode value) => this with { ContainerFields = ContainerFields.SetItem(name, value) };

    public DriverPlan AddEnvironment(string name, string value) =>
        this with { Environment = Environment.Add(new JsonObject { ["name"] = name, ["value"] = value }) };

    public DriverPlan AddEnvironmentFrom(string name, JsonObject source) =>
        this with { Environment = Environment.Add(new JsonObject { ["name"] = name, ["valueFrom"] = source }) };

    public DriverPlan AddArguments(params ReadOnlySpan<string> arguments) => this with { Arguments = [.. Arguments, .. arguments] };

    public DriverPlan AddObject(KubeObject item) => this with { Objects = Objects.Add(item) };

    /// <param name="source">The member of the volume beside its name, for instance <c>secret</c>.</param>
    public DriverPlan AddVolume(string name, string source, JsonObject value) =>
        this with { Volumes = Volumes.Add(new JsonObject { ["name"] = name, [source] = value }) };

    public DriverPlan AddMount(string volume, string path, params ReadOnlySpan<KeyValuePair<string, JsonNode>> more)
    {
        var mount = new JsonObject { ["name"] = volume, ["mountPath"] = path };
        foreach (var (name, value) in more)
            mount[name] = value;
        return this with { Mounts = Mounts.Add(mount) };
    }

    /// <summary>Copies a file of the submitter below the upload path.</summary>
    /// <returns>The URI at which the driver finds it.</returns>
    public (DriverPlan Plan, string Uri) AddUpload(string source, SubmissionSettings settings)
    {
        var target = settings.UploadTarget(source, Uploads.Length);
        return (this with { Uploads = Uploads.Add(new Upload(source, target)) }, target);
    }

    /// <summary>The pod: template first, then what the steps added; the Spark container stands last.</summary>
    public JsonObject ToPod()
    {
        var pod = (JsonObject)Template.DeepClone();
        var metadata = Member(pod, "metadata");
        Merge(metadata, "labels", Labels);
        Merge(metadata, "annotations", Annotations);
        var spec = Member(pod, "spec");
        Merge(spec, "nodeSelector", NodeSelector);
        foreach (var (name, value) in Specification)
            spec[name] = value.DeepClone();
        Append(spec, "imagePullSecrets", PullSecrets.Select(name => new JsonObject { ["name"] = name }));
        Append(spec, "volumes", Volumes);
        Append(spec, "containers", [ToContainer()]);
        return pod;
    }

    private JsonObject ToContainer()
    {
        var container = (JsonObject)Container.DeepClone();
        foreach (var (name, value) in ContainerFields)
            container[name] = value.DeepClone();
        Append(container, "env", Environment);
        Append(container, "ports", Ports);
        Append(container, "volumeMounts", Mounts);
        Append(container, "args", Arguments.Select(argument => JsonValue.Create(argument)));
        var resources = Member(container, "resources");
        Merge(resources, "requests", Requests);
        Merge(resources, "limits", Limits);
        return container;
    }

    private static JsonObject Member(JsonObject parent, string name)
    {
        if (parent[name] is JsonObject existing)
            return existing;
        var created = new JsonObject();
        parent[name] = created;
        return created;
    }

    private static void Merge(JsonObject parent, string name, ImmutableArray<KeyValuePair<string, string>> entries)
    {
        if (entries.IsEmpty)
            return;
        var map = Member(parent, name);
        foreach (var (key, value) in entries)
            map[key] = value;
    }

    private static void Append(JsonObject parent, string name, IEnumerable<JsonNode> items)
    {
        var list = parent[name] as JsonArray;
        foreach (var item in items)
        {
            if (list is null)
                parent[name] = list = [];
            list.Add(item.Parent is null ? item : item.DeepClone());
        }
    }
}
