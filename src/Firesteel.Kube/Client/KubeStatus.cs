using System.Text.Json;
using System.Text.Json.Nodes;

namespace Firesteel.Kube.Client;

/// <summary>A Status body as an exception.</summary>
internal static class KubeStatus
{
    private const int LongestText = 300;

    public static async Task<KubeException> ReadAsync(HttpResponseMessage response, HttpMethod method, string path, TimeSpan? retryAfter, CancellationToken stop)
    {
        var text = await response.Content.ReadAsStringAsync(stop).ConfigureAwait(false);
        var code = (int)response.StatusCode;
        try
        {
            if (JsonNode.Parse(text) is JsonObject status && status["kind"]?.ToString() == "Status")
                return Of(status, code);
        }
        catch (JsonException)
        {
            // A proxy in front of the API answered with a page of its own.
        }

        text = text.ReplaceLineEndings(" ").Trim();
        text = text.Length > LongestText ? text[..LongestText] + "…" : text;
        var seconds = (int)Math.Ceiling(Math.Min(retryAfter?.TotalSeconds ?? 0, int.MaxValue));
        return Of(GenericStatus.Of(code, method.Method, RequestTarget.Of(path), text, seconds, isUnexpected: text.Length > 0), code);
    }

    /// <param name="status">A Status.</param>
    /// <param name="code">Used when the Status has none.</param>
    public static KubeException Of(JsonObject status, int code)
    {
        var own = (status["code"] as JsonValue)?.TryGetValue(out int value) == true && value > 0 ? value : code;
        return new(own, Text(status, "reason"), Text(status, "message") is { Length: > 0 } message ? message : $"the server answered {own}")
        {
            Details = status["details"] as JsonObject,
        };
    }

    private static string Text(JsonObject status, string name) =>
        status[name] is JsonValue value && value.TryGetValue(out string? text) ? text : "";
}
