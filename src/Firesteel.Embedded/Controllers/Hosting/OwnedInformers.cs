using Firesteel.Embedded.Node.Json;
using Firesteel.Kube.Client;
using Firesteel.Kube.Objects;
using Firesteel.Kube.Queueing;
using Firesteel.Kube.Watching;

namespace Firesteel.Embedded.Controllers.Hosting;

/// <summary>Objects of one kind, and those of another kind that they control.</summary>
internal sealed class OwnedInformers
{
    private readonly Informer _owners;
    private readonly Informer _owned;

    private OwnedInformers(Informer owners, Informer owned)
    {
        _owners = owners;
        _owned = owned;
    }

    /// <summary>A change of either kind makes the owner worth a look.</summary>
    public static OwnedInformers Watch(SharedInformers informers, ResourceType owner, ResourceType owned, WorkQueue<WorkKey> queue) => new(
        informers.Watch(owner, change => queue.Add(new(change.Key))),
        informers.Watch(owned, change =>
        {
            if (change.Object.Metadata.Items("ownerReferences").FirstOrDefault(reference => reference.Flag("controller") && reference.Text("kind") == owner.Kind)?.Text("name") is { } name)
                queue.Add(new(new(change.Key.Namespace, name)));
        }));

    public IReadOnlyCollection<KubeObject> Owners => [.. _owners.All];

    public KubeObject? Find(ObjectKey key) => _owners.Find(key);

    public IReadOnlyList<KubeObject> Of(KubeObject owner) => _owned.ByIndex(SharedInformers.ByController, owner.Uid);
}
