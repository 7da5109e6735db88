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
        return FieldManager.Update(live, next, options.FieldManager, info.ApiVersion, subresource, info.Schema, request.Services.Time.GetUtcNow(), info.ResetFields(subresource),
            live is null && info.BuiltIn ? EmptyObjects.Of(info) : null);
    }
}
