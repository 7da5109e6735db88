using System.Globalization;
using System.Text.Json.Nodes;
using Firesteel.Embedded.ApiServer.Catalog;
using Firesteel.Embedded.ApiServer.Requests;
using Firesteel.Embedded.ApiServer.Responses;
using Firesteel.Embedded.ApiServer.Rules;
using Firesteel.Embedded.ApiServer.Schemas;
using Firesteel.Embedded.ApiServer.Storage;

namespace Firesteel.Embedded.ApiServer.Operations;

/// <summary>What happens between the stored object, a wanted one and the store: for PUT, every patch, status and scale.</summary>
internal static class ObjectUpdate
{
    /// <param name="change">Makes the wanted object from the live one (a tree of its own). Called again when somebody else wrote first.</param>
    /// <param name="track">Gives the wanted object its managedFields (live, wanted); null for the entry of an update.</param>
    public static ObjectAnswer Update(
        ApiRequest request, string subresource, WriteOptions options, Func<JsonObject, JsonObject> change, Func<JsonObject, JsonObject, JsonObject>? track = null)
    {
        track ??= (live, next) => FieldTracking.Updated(request, live, next, subresource, options);
        while (true)
        {
            var stored = request.Services.Store.Find(request.Kind.Collection, request.Key) ?? throw request.NotFound();
            var live = request.Kind.TreeOf(stored);
            var next = change((JsonObject)live.DeepClone());
            if (TryUpdate(request, subresource, options, stored, live, next, track) is { } answer)
                return answer;
        }
    }

    /// <summary>The name in an object must be the URL's.</summary>
    public static void CheckName(ApiRequest request, JsonObject item)
    {
        CheckNameOnly(request, item);
        ObjectCreation.CheckNamespace(request, item);
    }

    /// <summary>Like <see cref="CheckName"/>, but the object is left as it is.</summary>
    public static void CheckNameOnly(ApiRequest request, JsonObject item)
    {
        var name = item.Metadata().Text("name");
        if (name.Length == 0)
            throw Statuses.BadRequest($"the name of the object ({request.Path.Name} based on URL) was undeterminable: name must be provided");
        if (name != request.Path.Name)
            throw Statuses.BadRequest($"the name of the object ({name}) does not match the name on the URL ({request.Path.Name})");
    }

    /// <returns>Null when somebody else wrote first.</returns>
    private static ObjectAnswer? TryUpdate(
        ApiRequest request, string subresource, WriteOptions options, StoredObject stored, JsonObject live, JsonObject next, Func<JsonObject, JsonObject, JsonObject> track)
    {
        var kind = request.Kind;
        var context = request.RuleContext(options.DryRun, subresource);
        next = track(live, next);
        CheckVersion(request, next.Metadata(), stored);
        KeepSystemFields(live.Metadata(), next.Metadata());
        KeepOtherParts(kind, live, next, subresource);
        kind.Rules.PrepareUpdate(next, live, subresource, context);
        if (RaisesGeneration(kind, live, next))
            next.Metadata()["generation"] = (live.Metadata().Number("generation") ?? 0) + 1;
        var causes = ObjectValidation.Check(request, next, live, context);
        if (causes.Count > 0)
            throw ApiRequest.Invalid(next, causes);

        next.Metadata()["resourceVersion"] = stored.Revision.ToString(CultureInfo.InvariantCulture);
        var ends = ShouldEnd(kind, live, next);
        if (options.DryRun)
            return new(200, kind, CanonicalJson.Write(next));
        if (ends)
        {
            var answer = CanonicalJson.Write(next);
            if (!request.Services.Store.Delete(kind.Collection, stored))
                return null;
            kind.Rules.Deleted(next);
            return new(200, kind, answer);
        }

        var written = request.Services.Store.Commit(kind.Collection, stored, kind.ToStored(next), kind.Stored);
        return written is null ? null : new(200, kind, kind.JsonOf(written));
    }

    private static void CheckVersion(ApiRequest request, JsonObject metadata, StoredObject stored)
    {
        var info = request.Kind.Info;
        var text = metadata.Text("resourceVersion");
        long version = 0;
        if (text.Length > 0 && !long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out version))
            throw Statuses.Bare(NumberErrors.ParseUint(text));
        if (version == 0 && !request.Kind.Rules.AllowsUnconditionalUpdate)
            throw Statuses.Invalid(info.Group, info.Plural, request.Path.Name, [Cause.InvalidText("metadata.resourceVersion", "0", "must be specified for an update")]);
        if (version != 0 && version != stored.Revision)
            throw Statuses.Stale(info.Group, info.Plural, request.Path.Name);
    }

    /// <summary>A client cannot change what the server keeps in metadata.</summary>
    private static void KeepSystemFields(JsonObject old, JsonObject metadata)
    {
        metadata.CopyFrom(old, "generation");
        metadata.CopyFrom(old, "creationTimestamp");
        metadata.Remove("selfLink");
        if (metadata.Text("uid").Length == 0)
            metadata.CopyFrom(old, "uid");
        if (old.ContainsKey("deletionTimestamp"))
            metadata.CopyFrom(old, "deletionTimestamp");
        if (old.ContainsKey("deletionGracePeriodSeconds") && metadata["deletionGracePeriodSeconds"] is null)
            metadata.CopyFrom(old, "deletionGracePeriodSeconds");
    }

    private static void KeepOtherParts(ServedKind kind, JsonObject live, JsonObject next, string subresource)
    {
        if (subresource.Length == 0)
        {
            if (kind.Info.Has("status") && (kind.IsCustom || kind.Rules.DropsStatusOnUpdate))
                next.CopyFrom(live, "status");
            return;
        }

        if (subresource != "status")
            return;
        foreach (var name in live.Select(pair => pair.Key).Union(next.Select(pair => pair.Key)).ToList())
        {
            if (name is not ("status" or "metadata" or "apiVersion" or "kind"))
                next.CopyFrom(live, name);
        }

        if (!kind.IsCustom)
            return;
        var managed = next.Metadata()["managedFields"]?.DeepClone();
        next["metadata"] = live.Metadata().DeepClone();
        if (managed is null)
            next.Metadata().Remove("managedFields");
        else
            next.Metadata()["managedFields"] = managed;
    }

    /// <summary>The wish has changed: anything but metadata and, where it has a sub-resource, status.</summary>
    private static bool RaisesGeneration(ServedKind kind, JsonObject live, JsonObject next)
    {
        if (!kind.IsCustom && !kind.Info.HasGeneration)
            return false;
        foreach (var name in live.Select(pair => pair.Key).Union(next.Select(pair => pair.Key)))
        {
            if (name is "metadata" or "apiVersion" or "kind" || (name == "status" && kind.Info.Has("status")))
                continue;
            if (!JsonNode.DeepEquals(live[name], next[name]))
                return true;
        }

        return false;
    }

    /// <summary>The object was only waiting for its last finalizer.</summary>
    private static bool ShouldEnd(ServedKind kind, JsonObject live, JsonObject next)
    {
        var metadata = next.Metadata();
        return live.Metadata().ContainsKey("deletionTimestamp")
            && metadata.Texts("finalizers").Count == 0
            && (live.Metadata().Number("deletionGracePeriodSeconds") ?? 0) == 0
            && kind.Rules.MayEnd(next);
    }
}
