using System.Text.Json.Nodes;
using Firesteel.Embedded.ApiServer.Kinds;
using Firesteel.Embedded.ApiServer.Patching.Apply;
using Firesteel.Embedded.ApiServer.Requests;

namespace Firesteel.Embedded.ApiServer.Operations;

/// <summary>Who owns which field after a POST, a PUT or a patch.</summary>
internal static class FieldTracking
{
    public static JsonObject Created(ApiRequest request, JsonObject item, WriteOptions options) => Track(request, null, item, "", options);

    public static JsonObject Updated(ApiRequest request, JsonObject live, JsonObject next, string subresource, WriteOptions options) =>
        Track(request, live, next, subresource, options);

    /// <summary>What a request of this kind does not write, and so cannot own.</summary>
    public static IReadOnlyList<string> ResetFields(KindInfo kind, string subresource) => subresource switch
    {
        "" => kind.Has("status") ? ["status"] : [],
        "status" => kind.BuiltIn ? ["spec"] : ["spec", "metadata"],
        _ => [],
    };

    private static JsonObject Track(ApiRequest request, JsonObject? live, JsonObject next, string subresource, WriteOptions options)
    {
        var info = request.Kind.Info;
        return FieldManager.Update(live, next, options.FieldManager, info.ApiVersion, subresource, info.Schema, request.Services.Time.GetUtcNow(), ResetFields(info, subresource));
    }
}
