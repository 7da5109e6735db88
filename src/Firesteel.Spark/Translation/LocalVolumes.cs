using System.Text.Json.Nodes;
using Firesteel.Spark.Api;
using Firesteel.Spark.Api.Roles;
using Firesteel.Spark.Submission.Releases;

namespace Firesteel.Spark.Translation;

/// <summary>
/// Scratch volumes: a volume of <c>spec.volumes</c> named <c>spark-local-dir-…</c> that a role mounts. They are Spark's to make where its properties can say
/// all that the volume says: only so are a claim <c>OnDemand</c> and options from sparkConf possible. The others travel in the pod template.
/// </summary>
internal sealed class LocalVolumes : IPropertySource
{
    private const string Prefix = "spark-local-dir-";

    /// <summary>What properties can say of a volume, by its kind.</summary>
    private static readonly Dictionary<string, string[]> Options = new()
    {
        ["emptyDir"] = ["sizeLimit", "medium"],
        ["hostPath"] = ["path", "type"],
        ["nfs"] = ["path", "server", "readOnly"],
        ["persistentVolumeClaim"] = ["claimName", "readOnly"],
    };

    private static readonly string[] MountOptions = ["name", "mountPath", "subPath", "readOnly"];

    public IEnumerable<KeyValuePair<string, string>> Properties(SparkApplication application, SubmissionTarget target)
    {
        foreach (var (role, name) in ((RoleSpec?, string)[])[(application.Spec.Driver, "driver"), (application.Spec.Executor, "executor")])
        {
            foreach (var (mount, volume, kind) in role is null ? [] : Of(application, role))
            {
                var key = $"spark.kubernetes.{name}.volumes.{kind}.{volume["name"]}";
                yield return new($"{key}.mount.path", Text(mount["mountPath"]));
                if (Text(mount["subPath"]) is { Length: > 0 } path)
                    yield return new($"{key}.mount.subPath", path);
                if (Text(mount["readOnly"]) == "true")
                    yield return new($"{key}.mount.readOnly", "true");
                foreach (var option in Options[kind].Where(option => Text(volume[kind]![option]) is not ("" or "false")))
                    yield return new($"{key}.options.{option}", Text(volume[kind]![option]));
            }
        }
    }

    /// <summary>The mounts of a role that become properties, each with its volume and the kind of that.</summary>
    public static IEnumerable<(JsonObject Mount, JsonObject Volume, string Kind)> Of(SparkApplication application, RoleSpec role)
    {
        var isRich = (SparkReleases.Find(application.Spec.SparkVersion ?? "") ?? SparkReleases.Rows[^1]).HasRichVolumes;
        foreach (var mount in role.VolumeMounts)
        {
            if ((string?)mount["name"] is { } name && name.StartsWith(Prefix, StringComparison.Ordinal)
                && application.Spec.Volumes.FirstOrDefault(volume => (string?)volume["name"] == name) is { Count: 2 } volume
                && volume.FirstOrDefault(member => member.Key != "name") is { Key: var kind, Value: JsonObject source } && Options.TryGetValue(kind, out var options)
                && source.All(option => options.Contains(option.Key)) && mount.All(option => MountOptions.Contains(option.Key))
                // Before 4.0 Spark drops the type of a hostPath.
                && (isRich || kind != "hostPath" || Text(source["type"]).Length == 0))
                yield return (mount, volume, kind);
        }
    }

    private static string Text(JsonNode? node) => node is JsonValue value ? value.ToString() : "";
}
