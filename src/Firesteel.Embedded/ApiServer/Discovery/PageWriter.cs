using System.Text.Json;
using System.Text.Json.Nodes;
using Firesteel.Embedded.ApiServer.Front;
using Firesteel.Embedded.ApiServer.Requests;
using Firesteel.Embedded.ApiServer.Responses;
using Microsoft.AspNetCore.Http;

namespace Firesteel.Embedded.ApiServer.Discovery;

/// <summary>Writes the JSON of a page in the form that was asked for.</summary>
internal static class PageWriter
{
    public static async ValueTask<bool> WriteAsync(HttpContext http, JsonObject body)
    {
        var form = Negotiation.Choose(http.Request, transformable: false);
        await ResponseWriter.WriteAsync(http, 200, JsonSerializer.SerializeToUtf8Bytes(body, ResourceFront.Plain), form).ConfigureAwait(false);
        return true;
    }

    /// <summary>Plain JSON, whatever was asked for.</summary>
    public static async ValueTask<bool> WriteJsonAsync(HttpContext http, int code, JsonNode body)
    {
        await ResponseWriter.WriteAsync(http, code, JsonSerializer.SerializeToUtf8Bytes(body, ResourceFront.Plain), new(AnswerForm.Json, "", "", Pretty: true)).ConfigureAwait(false);
        return true;
    }
}
