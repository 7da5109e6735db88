using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Diagnostics;

namespace Firesteel.Embedded.Node.Images;

/// <summary>
/// Which directories a Python needs to run. Asked of the interpreter itself: what lies on the path may be a launcher script, a link or a virtual environment.
/// </summary>
public sealed class PythonPrefix
{
    private readonly ConcurrentDictionary<string, ImmutableArray<string>> _known = new();

    /// <returns>Prefixes with their <c>bin</c>, the innermost first; empty when this is no working Python.</returns>
    public ImmutableArray<string> Of(string python) => _known.GetOrAdd(python, Ask);

    private static ImmutableArray<string> Ask(string python)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(python, ["-c", "import sys; print(sys.prefix); print(sys.base_prefix)"])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                RedirectStandardInput = true,
            })!;
            process.StandardInput.Close();
            process.ErrorDataReceived += (_, _) => { };
            process.BeginErrorReadLine();
            var output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode != 0 ? [] : [.. output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Distinct().Where(Directory.Exists)];
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return [];
        }
    }
}
