using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Firesteel.Embedded.Node.Json;
using Firesteel.Kube.Objects;

namespace Firesteel.Embedded.Controllers.Ownership;

/// <summary>What matters of an object for what it owns and what owns it.</summary>
internal sealed record OwnedObject(string Uid, ResourceType Type, ObjectKey Key, ImmutableArray<OwnerReference> Owners, bool IsBeingDeleted, bool Orphans, bool WaitsForDependents)
{
    public static OwnedObject Of(ResourceType type, KubeObject item)
    {
        var finalizers = item.Metadata.Texts("finalizers").ToList();
        return new(item.Uid, type, item.Key, [.. item.Metadata.Items("ownerReferences").Select(OwnerReference.Of)], item.IsBeingDeleted,
            item.IsBeingDeleted && finalizers.Contains("orphan"), item.IsBeingDeleted && finalizers.Contains("foregroundDeletion"));
    }
}
