using System.Text.Json.Nodes;
using Firesteel.Embedded.ApiServer.Catalog;
using Firesteel.Embedded.ApiServer.Responses;
using Firesteel.Embedded.ApiServer.Rules;
using Firesteel.Embedded.ApiServer.Storage;
using Firesteel.Kube.Objects;

namespace Firesteel.Embedded.ApiServer.Operations;

/// <summary>Ends an object, or marks it when finalizers or a grace period hold it.</summary>
internal static class ObjectDeletion
{
    private const string Orphan = "orphan";
    private const string Foreground = "foregroundDeletion";

    public static Answer Delete(ApiRequest request, ObjectKey key, DeleteOptions options)
    {
        var kind = request.Kind;
        var store = request.Services.Store;
        while (true)
        {
            var stored = store.Find(kind.Collection, key) ?? throw request.NotFound(key.Name);
            var item = kind.TreeOf(stored);
            CheckPreconditions(kind, item, options);
            var context = request.RuleContext(options.DryRun);
            var old = (JsonObject)item.DeepClone();
            var stays = Mark(kind, item, options, context);
            if (!stays)
            {
                if (!options.DryRun && !store.Delete(kind.Collection, stored))
                    continue;
                if (!options.DryRun)
                    kind.Rules.Deleted(old);
                return new PlainAnswer(200, Statuses.Success(kind.Info.Group, kind.Info.Plural, key.Name, stored.Uid));
            }

            if (options.DryRun)
                return new ObjectAnswer(200, kind, CanonicalJson.Write(item));
            if (store.Commit(kind.Collection, stored, kind.ToStored(item), kind.Stored) is { } written)
                return new ObjectAnswer(200, kind, kind.JsonOf(written));
        }
    }

    /// <returns>Whether the object stays for now.</returns>
    private static bool Mark(ServedKind kind, JsonObject item, DeleteOptions options, RuleContext context)
    {
        if (kind.Rules.BeginDeletion(item, context))
            return true;
        var metadata = item.Metadata();
        var finalizers = metadata.Texts("finalizers");
        var wanted = finalizers.Where(name => name is not (Orphan or Foreground)).ToList();
        // Without a wish of the client's, what an earlier delete asked for stands.
        if (options.Propagation.Length == 0)
            wanted = finalizers;
        else if (options.Propagation != "Background")
            wanted.Add(options.Propagation == "Orphan" ? Orphan : Foreground);
        if (!wanted.SequenceEqual(finalizers))
            metadata.SetTexts("finalizers", wanted);

        var grace = kind.Rules.GracePeriod(item, options.GracePeriodSeconds) ?? 0;
        var running = metadata.Number("deletionGracePeriodSeconds");
        var wasMarked = metadata.ContainsKey("deletionTimestamp");
        if (wanted.Count == 0 && grace == 0)
            return false;
        if (wasMarked && (running ?? 0) <= grace)
            return true;
        metadata["deletionTimestamp"] = ObjectMetadata.Timestamp(context.Now.AddSeconds(grace));
        metadata["deletionGracePeriodSeconds"] = grace;
        if (!wasMarked && metadata.Number("generation") is > 0 and var generation)
            metadata["generation"] = generation + 1;
        return true;
    }

    private static void CheckPreconditions(ServedKind kind, JsonObject item, DeleteOptions options)
    {
        var found = new KubeObject(item);
        if (options.Uid is not null && options.Uid != found.Uid)
            throw Statuses.Conflict(kind.Info.Group, kind.Info.Kind, found.Name, $"the UID in the precondition ({options.Uid}) does not match the UID in record ({found.Uid}). The object might have been deleted and then recreated");
        if (options.ResourceVersion is not null && options.ResourceVersion != found.ResourceVersion)
            throw Statuses.Conflict(kind.Info.Group, kind.Info.Kind, found.Name, $"the ResourceVersion in the precondition ({options.ResourceVersion}) does not match the ResourceVersion in record ({found.ResourceVersion}). The object might have been modified");
    }
}
