using System.CommandLine;
using System.Globalization;
using Firesteel.Cli.Platform;
using Firesteel.Cli.Shell;
using Spectre.Console;

namespace Firesteel.Cli.Verbs.Platform;

/// <summary><c>firesteel up</c>: the platform, kept running.</summary>
internal sealed class UpVerb : IVerb
{
    private const int DefaultPort = 16443;

    public Command Build(Terminal terminal)
    {
        var runtime = new RuntimeOptions();
        var port = new Option<int>("--port") { HelpName = "PORT", Description = "Of the Kubernetes API; 0 takes a free one.", DefaultValueFactory = _ => DefaultPort };
        var kubeconfig = new Option<string?>("--kubeconfig") { HelpName = "FILE", Description = "Where to write the kubeconfig; a file with other clusters in it is never touched. By default in the state directory." };
        var state = new Option<string?>("--state") { HelpName = "DIR", Description = "State directory; by default ~/.local/state/firesteel." };
        var noOperator = new Option<bool>("--no-operator") { Description = "Leave the operator out, for instance to install it with Helm." };
        var verbose = new Option<bool>("--verbose", "-v") { Description = "Log what the platform's parts do." };
        var command = new Command("up", "Run a Kubernetes API, a node and the operator on this machine, until Ctrl+C.") { port, kubeconfig, state, noOperator, verbose };
        runtime.AddTo(command);
        command.OnRun(terminal, async (parsed, stop) =>
        {
            var started = terminal.Time.GetTimestamp();
            var paths = PlatformPaths.From(parsed.GetValue(state), terminal.Environment);
            var runtimes = await runtime.PrepareAsync(parsed, terminal, needed: [], stop);
            using var loggers = PlatformLogging.Create(parsed.GetValue(verbose));
            var options = new PlatformOptions(
                paths, parsed.GetValue(port), Path.GetFullPath(parsed.GetValue(kubeconfig) ?? paths.Kubeconfig), runtimes.Runtimes,
                !parsed.GetValue(noOperator), parsed.GetValue(runtime.Simulate), [.. parsed.GetValue(runtime.Image) ?? []]);
            await using var platform = await EmbeddedPlatform.StartAsync(options, terminal.Time, loggers, stop);

            var seconds = terminal.Time.GetElapsedTime(started).TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture);
            terminal.Error.WriteLine($"ready in {seconds} s: {platform.Address.AbsoluteUri.TrimEnd('/')} (Ctrl+C ends it)");
            terminal.Out.WriteLine($"export KUBECONFIG={options.Kubeconfig}");
            await platform.Ended.WaitAsync(stop);
            return ExitCode.Failed;
        });
        return command;
    }
}
