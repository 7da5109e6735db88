using System.Collections.Immutable;
using Firesteel.Embedded.ApiServer.Catalog;
using Firesteel.Embedded.ApiServer.Operations;
using Firesteel.Embedded.ApiServer.Storage;

namespace Firesteel.Embedded.ApiServer.CustomResources;

/// <summary>Deletes every object of a kind, as a client would: finalizers hold theirs.</summary>
internal static class InstanceDeletion
{
    /// <returns>The objects that stay for now.</returns>
    public static IReadOnlyList<StoredObject> DeleteAll(ApiServices services, Collection collection, ImmutableArray<ServedKind> served)
    {
        foreach (var stored in collection.Objects.Values)
        {
            var item = stored.Parse();
            var metadata = item.Metadata();
            if (metadata.Texts("finalizers").Count == 0)
            {
                services.Store.Delete(collection, stored);
                continue;
            }

            if (metadata.ContainsKey("deletionTimestamp"))
                continue;
            metadata["deletionTimestamp"] = ObjectMetadata.Timestamp(services.Time.GetUtcNow());
            metadata["deletionGracePeriodSeconds"] = 0;
            metadata["generation"] = (metadata.Number("generation") ?? 0) + 1;
            services.Store.Commit(collection, stored, item, served.IsEmpty ? stored.Encoding : served[0].Stored);
        }

        return [.. collection.Objects.Values];
    }
}
