using System.Diagnostics;
using Firesteel.TestKit.Repository;

namespace Firesteel.TestKit.Documents;

/// <summary>Runs commands as a reader would: bash, in the checkout's root, stopping at the first that fails.</summary>
public static class Shell
{
    /// <returns>Exit code, and what was written to both outputs in order.</returns>
    public static async Task<(int ExitCode, string Output)> RunAsync(string commands, IReadOnlyDictionary<string, string> environment, CancellationToken stop)
    {
        var start = new ProcessStartInfo("bash", ["-euo", "pipefail", "-c", $"exec 2>&1\n{commands}"])
        {
            WorkingDirectory = Checkout.Root,
            RedirectStandardOutput = true,
            RedirectStandardInput = true,
        };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        await using var cancelled = stop.Register(() => process.Kill(entireProcessTree: true));
        var output = await process.StandardOutput.ReadToEndAsync(CancellationToken.None);
        await process.WaitForExitAsync(CancellationToken.None);
        return (process.ExitCode, output);
    }
}
