using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Firesteel.IntegrationTests.ApiServer.Replay;

/// <summary>Makes of a recorded request one to this server.</summary>
internal static class RecordedRequest
{
    private static readonly UriCreationOptions AsItIs = new() { DangerousDisablePathAndQueryCanonicalization = true };
    private static readonly JsonSerializerOptions Plain = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static HttpRequestMessage Build(JsonObject recorded, Uri server, Placeholders placeholders)
    {
        var request = new HttpRequestMessage(new(recorded["method"]?.ToString() ?? "GET"), Target(recorded, server, placeholders));
        var body = Body(recorded, placeholders);
        if (body is not null)
        {
            request.Content = new ByteArrayContent(body);
            request.Content.Headers.ContentLength = body.Length;
        }

        foreach (var (name, value) in Headers(recorded, placeholders))
        {
            if (name.StartsWith("Content-", StringComparison.OrdinalIgnoreCase))
                (request.Content ??= new ByteArrayContent([])).Headers.TryAddWithoutValidation(name, value);
            else
                request.Headers.TryAddWithoutValidation(name, value);
        }

        return request;
    }

    public static Uri Target(JsonObject recorded, Uri server, Placeholders placeholders)
    {
        var query = recorded["query"] switch
        {
            JsonObject pairs => string.Join('&', pairs.SelectMany(pair => (pair.Value is JsonArray several ? several.Select(value => value!.ToString()) : [pair.Value!.ToString()])
                .Select(value => $"{Uri.EscapeDataString(pair.Key)}={Uri.EscapeDataString(placeholders.Fill(value))}"))),
            { } text => placeholders.Fill(text.ToString()),
            null => "",
        };
        var path = placeholders.Fill(recorded["path"]!.ToString());
        return new Uri(server.GetLeftPart(UriPartial.Authority) + path + (query.Length > 0 ? "?" + query : ""), AsItIs);
    }

    public static IEnumerable<(string Name, string Value)> Headers(JsonObject recorded, Placeholders placeholders)
    {
        var headers = recorded["headers"] as JsonObject ?? [];
        if (!headers.ContainsKey("User-Agent"))
            yield return ("User-Agent", "rec/1.0");
        foreach (var (name, value) in headers)
            yield return (name, placeholders.Fill(value!.ToString()));
    }

    private static byte[]? Body(JsonObject recorded, Placeholders placeholders)
    {
        if (recorded["bodyRepeat"] is JsonObject repeat)
            return Encoding.UTF8.GetBytes("[" + string.Join(',', Enumerable.Repeat(repeat["item"]!.ToJsonString(Plain), (int)repeat["count"]!)) + "]");
        if (recorded.TryGetPropertyValue("body", out var body))
            return Encoding.UTF8.GetBytes(placeholders.Fill(body?.ToJsonString(Plain) ?? "null"));
        return recorded["bodyText"] is { } text ? Encoding.UTF8.GetBytes(placeholders.Fill(text.ToString())) : null;
    }
}
