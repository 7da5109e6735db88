using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Firesteel.Kube.Configuration.Credentials;

/// <summary>Runs a credential plug-in once. Its output is a secret and is shown nowhere.</summary>
internal static class ExecProcess
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    /// <exception cref="HttpRequestException">It could not be run, failed, or printed something else.</exception>
    public static async Task<JsonObject> RunAsync(ExecPlugin plugin, TimeProvider time, CancellationToken stop)
    {
        using var timeout = new CancellationTokenSource(Limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stop, timeout.Token);
        using var process = Start(plugin);
        try
        {
            process.StandardInput.Close();
            var output = process.StandardOutput.ReadToEndAsync(either.Token);
            var errors = process.StandardError.ReadToEndAsync(either.Token);
            await process.WaitForExitAsync(either.Token).ConfigureAwait(false);
            if (process.ExitCode != 0)
                throw Failed(plugin, $"ended with {process.ExitCode}: {LastLine(await errors.ConfigureAwait(false))}");
            return Parse(plugin, await output.ConfigureAwait(false));
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            throw Failed(plugin, $"did not end within {Limit.TotalSeconds:0} s");
        }
        finally
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
        }
    }

    private static Process Start(ExecPlugin plugin)
    {
        var start = new ProcessStartInfo(plugin.Command, plugin.Arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in plugin.Variables)
            start.Environment[name] = value;
        var spec = new JsonObject { ["interactive"] = false };
        if (plugin.Cluster is { } cluster)
            spec["cluster"] = cluster.DeepClone();
        start.Environment["KUBERNETES_EXEC_INFO"] = new JsonObject { ["kind"] = "ExecCredential", ["apiVersion"] = plugin.ApiVersion, ["spec"] = spec }.ToJsonString();
        try
        {
            return Process.Start(start) ?? throw Failed(plugin, "could not be started");
        }
        catch (Win32Exception e)
        {
            throw Failed(plugin, $"could not be started ({e.Message})");
        }
    }

    private static JsonObject Parse(ExecPlugin plugin, string output)
    {
        try
        {
            if (JsonNode.Parse(output) is JsonObject credential && credential["kind"]?.ToString() == "ExecCredential")
                return credential["apiVersion"]?.ToString() == plugin.ApiVersion ? credential : throw Failed(plugin, $"answered in another version than {plugin.ApiVersion}");
        }
        catch (JsonException)
        {
            // The message of the parser might quote the output.
        }

        throw Failed(plugin, "printed no ExecCredential");
    }

    private static HttpRequestException Failed(ExecPlugin plugin, string how) =>
        new(HttpRequestError.UserAuthenticationError, $"the credential plug-in {plugin.Command} {how}{(plugin.InstallHint.Length == 0 ? "" : "; " + plugin.InstallHint.ReplaceLineEndings(" "))}");

    private static string LastLine(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).LastOrDefault("without a word");
}
