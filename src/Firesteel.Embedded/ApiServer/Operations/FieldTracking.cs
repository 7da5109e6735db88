using System.Text.Json.Nodes;
using Firesteel.Embedded.ApiServer.Patching.Apply;
using Firesteel.Embedded.ApiServer.Requests;

namespace Firesteel.Embedded.ApiServer.Operations;

/// <summary>Who owns which field after a POST, a PUT or a patch.</summary>
internal static class FieldTracking
{
    public static JsonObject Created(ApiRequest request, JsonObject item, WriteOptions options) => Track(request, null, item, "", options);

    public static JsonObject Updated(ApiRequest request, JsonObject live, JsonObject next, string subresource, WriteOptions options) =>
        Track(request, live, next, subresource, options);

    private static JsonObject Track(ApiRequest request, JsonObject? live, JsonObject next, string subresource, WriteOptions options)
    {
        var info = request.Kind.Info;
        if (live is not null && IsLost(request, live, next))
        {
            var untracked = (JsonObject)next.DeepClone();
            untracked.Metadata().Remove("managedFields");
            return untracked;
        }

        return FieldManager.Update(live, next, options.FieldManager, info.ApiVersion, subresource, info.Schema, request.Services.Time.GetUtcNow(), info.ResetFields(subresource),
            live is null && info.BuiltIn ? EmptyObjects.Of(info) : null);
    }

    /// <summary>A manager owns fields through another version that cannot even hold the object: a real server then gives up all ownership.</summary>
    private static bool IsLost(ApiRequest request, JsonObject live, JsonObject next)
    {
        var info = request.Kind.Info;
        if (info.BuiltIn || live.Metadata()["managedFields"] is not JsonArray entries)
            return false;
        return entries.OfType<JsonObject>().Select(entry => entry.Text("apiVersion")).Distinct(StringComparer.Ordinal)
            .Where(version => version != info.ApiVersion && version.StartsWith(info.Group + "/", StringComparison.Ordinal))
            .Select(version => request.Services.Catalogue.Now.In(info.Group, version[(info.Group.Length + 1)..]).FirstOrDefault(kind => kind.Info.Plural == info.Plural))
            .Any(other => other is not null && (TypedValidation.Check(other.Info.Schema, next).Count > 0 || TypedValidation.Check(other.Info.Schema, live).Count > 0));
    }
}
