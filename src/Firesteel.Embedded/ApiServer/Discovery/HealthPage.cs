using System.Text;
using Firesteel.Embedded.ApiServer.Front;
using Firesteel.Embedded.ApiServer.Requests;
using Microsoft.AspNetCore.Http;

namespace Firesteel.Embedded.ApiServer.Discovery;

/// <summary><c>/healthz</c>, <c>/livez</c>, <c>/readyz</c>: a server that answers is well.</summary>
internal sealed class HealthPage : IServerPage
{
    private static readonly string[] Checks = ["ping", "log", "store", "poststarthook/crd-informer-synced"];

    public async ValueTask<bool> TryWriteAsync(HttpContext http, string path)
    {
        var parts = path.Trim('/').Split('/', 2);
        if (parts[0] is not ("healthz" or "livez" or "readyz"))
            return false;
        if (parts.Length > 1)
        {
            if (!Checks.Contains(parts[1]))
                return false;
            await WriteAsync(http, "ok").ConfigureAwait(false);
            return true;
        }

        var verbose = http.Request.Query.ContainsKey("verbose");
        var excluded = http.Request.Query["exclude"].OfType<string>().ToHashSet(StringComparer.Ordinal);
        if (!verbose)
        {
            await WriteAsync(http, "ok").ConfigureAwait(false);
            return true;
        }

        var text = new StringBuilder();
        foreach (var check in Checks)
            text.Append(excluded.Remove(check) ? $"[+]{check} excluded: ok\n" : $"[+]{check} ok\n");
        if (excluded.Count > 0)
            text.Append($"warn: some health checks cannot be excluded: no matches for {string.Join(", ", excluded.Select(name => $"\"{name}\""))}\n");
        await WriteAsync(http, $"{text}{parts[0]} check passed\n").ConfigureAwait(false);
        return true;
    }

    private static Task WriteAsync(HttpContext http, string text)
    {
        http.Response.Headers.XContentTypeOptions = "nosniff";
        return PlainTexts.WriteAsync(http, 200, text);
    }
}
