using System.Text.Json;
using System.Text.Json.Nodes;
using Firesteel.Embedded.ApiServer.Authentication;
using Firesteel.Embedded.ApiServer.Front;
using Firesteel.Embedded.ApiServer.Operations;
using Firesteel.Embedded.ApiServer.Requests;
using Firesteel.Embedded.ApiServer.Responses;
using Microsoft.AspNetCore.Http;

namespace Firesteel.Embedded.ApiServer.VirtualKinds;

/// <summary>Runs a review: POST only, nothing is stored.</summary>
internal static class VirtualKindFront
{
    public static async Task RunAsync(HttpContext http, RequestPath path, IVirtualKind kind, UserInfo user, ApiServices services)
    {
        var verb = Verb.Of(http.Request.Method, path.Name.Length > 0, watch: false);
        if (verb != Verb.Create)
            throw Statuses.MethodNotSupported(kind.Group, kind.Plural, verb);
        var form = Negotiation.Choose(http.Request, transformable: false);
        var review = RequestBody.Decode(http.Request, await RequestBody.ReadAsync(http.Request).ConfigureAwait(false));
        var spec = review["spec"] as JsonObject ?? [];
        var answer = new JsonObject { ["kind"] = kind.Kind, ["apiVersion"] = $"{kind.Group}/{VirtualKindList.Version}", ["metadata"] = review["metadata"]?.DeepClone() ?? new JsonObject() };
        if (review.ContainsKey("spec"))
            answer["spec"] = spec.DeepClone();
        answer["status"] = kind.Review(spec, user, services);
        await ResponseWriter.WriteAsync(http, 201, JsonSerializer.SerializeToUtf8Bytes(answer, ResourceFront.Plain), form).ConfigureAwait(false);
    }
}
