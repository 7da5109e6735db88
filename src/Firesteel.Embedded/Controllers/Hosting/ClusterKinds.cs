using System.Collections.Concurrent;
using System.Collections.Immutable;
using Firesteel.Embedded.ApiServer.Kinds;
using Firesteel.Embedded.Node.Json;
using Firesteel.Kube.Objects;
using Firesteel.Kube.Watching;

namespace Firesteel.Embedded.Controllers.Hosting;

/// <summary>All kinds of the cluster, in one version each: the built-in ones and those that are defined while it runs.</summary>
internal sealed class ClusterKinds(SharedInformers informers)
{
    /// <summary>Another version or view of what is in the list anyway, or nothing that is stored.</summary>
    private static readonly ImmutableHashSet<string> Doubles = ["v1/ComponentStatus", "events.k8s.io/v1/Event", "autoscaling/v1/HorizontalPodAutoscaler"];

    private static readonly ImmutableArray<ResourceType> BuiltIn =
        [.. BuiltInKinds.All.Where(row => !Doubles.Contains($"{row.ApiVersion}/{row.Kind}")).Select(row => new ResourceType(row.Group, row.Version, row.Plural, row.Kind, row.Namespaced))];

    private readonly ConcurrentDictionary<ObjectKey, ResourceType> _defined = new();
    private readonly List<Action<ResourceType>> _added = [];

    public IEnumerable<ResourceType> All => BuiltIn.Concat(_defined.Values);

    /// <summary>Told of each kind once, now or later.</summary>
    public void WhenAdded(Action<ResourceType> added) => _added.Add(added);

    /// <summary>By group and kind: a reference may name another version than the one that is watched.</summary>
    public ResourceType? Find(string apiVersion, string kind)
    {
        var slash = apiVersion.IndexOf('/');
        var group = slash < 0 ? "" : apiVersion[..slash];
        return All.FirstOrDefault(type => type.Kind == kind && type.Group == group);
    }

    public void Start()
    {
        foreach (var type in BuiltIn)
            _added.ForEach(added => added(type));
        informers.Watch(ResourceTypes.CustomResourceDefinitions, Follow);
    }

    private void Follow(InformerChange change)
    {
        if (change.After is not { } definition)
        {
            if (_defined.TryRemove(change.Key, out var gone))
                informers.Forget(gone);
            return;
        }

        var served = definition.Spec.Items("versions").FirstOrDefault(version => version.Flag("served") && version.Flag("storage"))
            ?? definition.Spec.Items("versions").FirstOrDefault(version => version.Flag("served"));
        var established = definition.Status.Items("conditions").Any(condition => condition.Text("type") == "Established" && condition.Text("status") == "True");
        if (served is null || !established || definition.IsBeingDeleted)
            return;
        var names = definition.Spec.Object("names");
        var type = new ResourceType(definition.Spec.Text("group") ?? "", served.Text("name") ?? "", names.Text("plural") ?? "", names.Text("kind") ?? "", definition.Spec.Text("scope") == "Namespaced");
        if (_defined.TryAdd(change.Key, type))
            _added.ForEach(added => added(type));
    }
}
