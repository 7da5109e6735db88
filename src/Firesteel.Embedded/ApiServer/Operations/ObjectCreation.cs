using System.Globalization;
using System.Text.Json.Nodes;
using Firesteel.Embedded.ApiServer.Catalog;
using Firesteel.Embedded.ApiServer.Requests;
using Firesteel.Embedded.ApiServer.Responses;
using Firesteel.Embedded.ApiServer.Rules;
using Firesteel.Embedded.ApiServer.Storage;
using Firesteel.Kube.Objects;

namespace Firesteel.Embedded.ApiServer.Operations;

/// <summary>What happens between a decoded object and the store, for POST and for an apply of an absent object.</summary>
internal static class ObjectCreation
{
    private const int NameTries = 8;
    private static readonly string[] SystemFields = ["deletionTimestamp", "deletionGracePeriodSeconds", "selfLink", "resourceVersion", "generation"];

    /// <param name="track">Writes managedFields; null for the usual entry of an update. An apply brings its own.</param>
    public static ObjectAnswer Create(ApiRequest request, JsonObject item, WriteOptions options, Func<JsonObject, JsonObject>? track = null)
    {
        var kind = request.Kind;
        CheckNamespace(request, item);
        NamespaceAdmission.Check(request, item);
        var version = item.Metadata().Text("resourceVersion");
        foreach (var system in SystemFields)
            item.Metadata().Remove(system);
        track ??= fresh => FieldTracking.Created(request, fresh, options);
        item = track(item);

        var context = request.RuleContext(options.DryRun);
        var metadata = item.Metadata();
        metadata["uid"] = Guid.NewGuid().ToString();
        metadata["creationTimestamp"] = ObjectMetadata.Timestamp(context.Now);
        if (kind.IsCustom || kind.Info.HasGeneration)
            metadata["generation"] = 1;
        if (kind.Info.Has("status") && (kind.IsCustom || kind.Rules.DropsStatusOnCreate))
            item.Remove("status");
        kind.Rules.PrepareCreate(item, context);

        var prefix = metadata.Text("name").Length == 0 ? metadata.Text("generateName") : "";
        for (var tries = 1; ; tries++)
        {
            if (prefix.Length > 0)
                metadata["name"] = ObjectMetadata.GenerateName(prefix);
            if (tries == 1)
                Check(request, item, version, context);
            try
            {
                var answer = Store(request, item, options);
                if (!options.DryRun)
                    kind.Rules.Created(item, context);
                return answer;
            }
            catch (ApiException e) when (e.Reason == "AlreadyExists" && prefix.Length > 0 && tries < NameTries)
            {
            }
        }
    }

    private static void Check(ApiRequest request, JsonObject item, string version, RuleContext context)
    {
        var causes = ObjectValidation.Check(request, item, null, context);
        if (causes.Count > 0)
            throw ApiRequest.Invalid(item, causes);
        // What is no number is no version either.
        if (ulong.TryParse(version, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number != 0)
            throw Statuses.Bare("resourceVersion should not be set on objects to be created");
    }

    private static ObjectAnswer Store(ApiRequest request, JsonObject item, WriteOptions options)
    {
        var kind = request.Kind;
        var store = request.Services.Store;
        var key = new KubeObject(item).Key;
        if (store.Find(kind.Collection, key) is { } present)
            throw Statuses.AlreadyExists(kind.Info.Group, kind.Info.Plural, key.Name, new KubeObject(present.Parse()).IsBeingDeleted);
        if (options.DryRun)
            return new(201, kind, CanonicalJson.Write(item));
        var written = store.Commit(kind.Collection, null, kind.ToStored(item), kind.Stored)
            ?? throw Statuses.AlreadyExists(kind.Info.Group, kind.Info.Plural, key.Name);
        return new(201, kind, kind.JsonOf(written));
    }

    /// <summary>The body's namespace must be the URL's; it may be left out.</summary>
    public static void CheckNamespace(ApiRequest request, JsonObject item)
    {
        var metadata = item.Metadata();
        if (!request.Kind.Info.Namespaced)
        {
            metadata.Remove("namespace");
            return;
        }

        MatchNamespace(request, metadata);
        metadata["namespace"] = request.Path.Namespace;
    }

    public static void MatchNamespace(ApiRequest request, JsonObject metadata)
    {
        var given = metadata.Text("namespace");
        if (request.Kind.Info.Namespaced && given.Length > 0 && given != request.Path.Namespace)
            throw Statuses.BadRequest("the namespace of the provided object does not match the namespace sent on the request");
    }
}
