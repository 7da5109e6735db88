using System.CommandLine;
using System.Globalization;
using Firesteel.Cli.Platform;
using Firesteel.Cli.Platform.Lake;
using Firesteel.Cli.Shell;
using Firesteel.Embedded.Runtimes.Spark;
using Firesteel.Kube.Problems;
using Spectre.Console;

namespace Firesteel.Cli.Verbs.Platform;

/// <summary><c>firesteel up</c>: the platform, kept running.</summary>
internal sealed class UpVerb : IVerb
{
    private const int DefaultPort = 16443;
    private const int DefaultStorePort = 19000;
    private const int DefaultHistoryPort = 18080;

    public Command Build(Terminal terminal)
    {
        var runtime = new RuntimeOptions();
        var port = new Option<int>("--port") { HelpName = "PORT", Description = "Of the Kubernetes API; 0 takes a free one.", DefaultValueFactory = _ => DefaultPort };
        var kubeconfig = new Option<string?>("--kubeconfig") { HelpName = "FILE", Description = "Where to write the kubeconfig; a file with other clusters in it is never touched. By default in the state directory." };
        var state = new Option<string?>("--state") { HelpName = "DIR", Description = "State directory; by default ~/.local/state/firesteel." };
        var noOperator = new Option<bool>("--no-operator") { Description = "Leave the operator out, for instance to install it with Helm." };
        var noStore = new Option<bool>("--no-store") { Description = "Leave the object store out, and with it the history server." };
        var storePort = new Option<int>("--store-port") { HelpName = "PORT", Description = "Of the object store (S3); 0 takes a free one.", DefaultValueFactory = _ => DefaultStorePort };
        var noHistory = new Option<bool>("--no-history") { Description = "Leave the history server out." };
        var historyPort = new Option<int>("--history-port") { HelpName = "PORT", Description = "Of the history server; 0 takes a free one.", DefaultValueFactory = _ => DefaultHistoryPort };
        var verbose = new Option<bool>("--verbose", "-v") { Description = "Log what the platform's parts do." };
        var command = new Command("up", "Run a Kubernetes API, a node, the operator, an object store and the history server on this machine, until Ctrl+C.")
        {
            port, kubeconfig, state, noOperator, noStore, storePort, noHistory, historyPort, verbose,
        };
        runtime.AddTo(command);
        command.OnRun(terminal, async (parsed, stop) =>
        {
            var started = terminal.Time.GetTimestamp();
            var paths = PlatformPaths.From(parsed.GetValue(state), terminal.Environment);
            var withStore = !parsed.GetValue(noStore);
            var options = new PlatformOptions(
                paths, parsed.GetValue(port), Path.GetFullPath(parsed.GetValue(kubeconfig) ?? paths.Kubeconfig), [],
                !parsed.GetValue(noOperator), parsed.GetValue(runtime.Simulate),
                withStore ? parsed.GetValue(storePort) : null, withStore && !parsed.GetValue(noHistory) ? parsed.GetValue(historyPort) : null,
                [.. parsed.GetValue(runtime.Image) ?? []]);
            // Before anything is looked for, or even fetched.
            if (options.Validate() is { IsEmpty: false } problems)
                throw new ProblemException(problems);
            var runtimes = await runtime.PrepareAsync(parsed, terminal, SparkLine.All, required: false, stop);
            using var loggers = PlatformLogging.Create(parsed.GetValue(verbose));
            await using var platform = await EmbeddedPlatform.StartAsync(options with { Runtimes = runtimes.Runtimes }, terminal.Time, loggers, stop);

            var seconds = terminal.Time.GetElapsedTime(started).TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture);
            terminal.Error.WriteLine($"ready in {seconds} s: {platform.Address.AbsoluteUri.TrimEnd('/')} (Ctrl+C ends it)");
            if (platform.StoreAddress is { } store)
            {
                terminal.Error.WriteLine($"object store:   {store.GetLeftPart(UriPartial.Authority)}, described in {paths.LakeFile}");
                terminal.Error.WriteLine($"                its administrator: export AWS_SHARED_CREDENTIALS_FILE={paths.StoreKeys}");
            }

            if (platform.HistoryAddress is { } history)
                terminal.Error.WriteLine($"history server: {history.GetLeftPart(UriPartial.Authority)}, event logs in {PlatformLakeFile.EventLogs}");
            terminal.Out.WriteLine($"export KUBECONFIG={options.Kubeconfig}");
            await platform.Ended.WaitAsync(stop);
            return ExitCode.Failed;
        });
        return command;
    }
}
