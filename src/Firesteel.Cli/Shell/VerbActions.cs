using System.CommandLine;
using Firesteel.Kube.Client;
using Firesteel.Kube.Problems;

namespace Firesteel.Cli.Shell;

/// <summary>The error rule of the command line, in one place: problems exit with 2, failures with 1, Ctrl+C with 130.</summary>
internal static class VerbActions
{
    /// <summary>Runs <paramref name="run"/> when the command is chosen; what it throws becomes one line and an exit code.</summary>
    public static void OnRun(this Command command, Terminal terminal, Func<ParseResult, CancellationToken, Task<ExitCode>> run) =>
        command.SetAction(async (parsed, stop) => (int)await GuardAsync(terminal, () => run(parsed, stop), stop));

    private static async Task<ExitCode> GuardAsync(Terminal terminal, Func<Task<ExitCode>> run, CancellationToken stop)
    {
        try
        {
            return await run();
        }
        catch (ProblemException bad)
        {
            terminal.Error.Write(bad.Problems);
            return ExitCode.Usage;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return ExitCode.Interrupted;
        }
        catch (Exception failed) when (failed is KubeException or HttpRequestException or IOException or UnauthorizedAccessException or TimeoutException)
        {
            terminal.Error.Write([new Problem(Location.None, failed.Message, "")]);
            return ExitCode.Failed;
        }
    }
}
