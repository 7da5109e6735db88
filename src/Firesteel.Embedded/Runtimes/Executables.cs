using System.ComponentModel;
using System.Diagnostics;

namespace Firesteel.Embedded.Runtimes;

/// <summary>Programs of the machine: where they are and what they say.</summary>
public static class Executables
{
    /// <returns>The first file of that name on <c>PATH</c>, or null.</returns>
    public static string? Find(string name, Func<string, string?> environment) =>
        (environment("PATH") ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries)
            .Select(directory => Path.Combine(directory, name))
            .FirstOrDefault(File.Exists);

    /// <summary>Runs a program to its end.</summary>
    /// <returns>Exit code, and both outputs one after the other.</returns>
    /// <exception cref="IOException">The program cannot be started.</exception>
    public static async Task<(int ExitCode, string Output)> RunAsync(string program, IEnumerable<string> arguments, CancellationToken stop, string? directory = null)
    {
        using var process = new Process
        {
            StartInfo = new ProcessStartInfo(program, arguments)
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                RedirectStandardInput = true,
                WorkingDirectory = directory ?? "",
            },
        };
        try
        {
            process.Start();
        }
        catch (Win32Exception failed)
        {
            throw new IOException($"{program} cannot be started: {failed.Message}", failed);
        }

        process.StandardInput.Close();
        await using var cancelled = stop.Register(() => process.Kill(entireProcessTree: true));
        var output = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
        var error = process.StandardError.ReadToEndAsync(CancellationToken.None);
        await process.WaitForExitAsync(CancellationToken.None);
        stop.ThrowIfCancellationRequested();
        return (process.ExitCode, await output + await error);
    }
}
