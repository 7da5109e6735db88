using System.CommandLine;
using System.Globalization;
using Firesteel.Cli.Applications;
using Firesteel.Cli.Platform;
using Firesteel.Cli.Shell;
using Firesteel.Embedded.Runtimes;
using Firesteel.Embedded.Runtimes.Spark;
using Firesteel.Kube.Objects;
using Spectre.Console;

namespace Firesteel.Cli.Verbs.Platform;

/// <summary><c>firesteel demo</c>: a real Spark job on a platform that lives for it alone.</summary>
internal sealed class DemoVerb : IVerb
{
    public Command Build(Terminal terminal)
    {
        var runtime = new RuntimeOptions();
        var spark = new Option<string>("--spark") { HelpName = "VERSION", Description = "3.5 or 4.1.", DefaultValueFactory = _ => SparkLine.All[0].Name };
        spark.AcceptOnlyFromAmong([.. SparkLine.All.Select(line => line.Name)]);
        var keep = new Option<bool>("--keep") { Description = "Keep the platform and the pages of the run until Ctrl+C." };
        var verbose = new Option<bool>("--verbose", "-v") { Description = "Log what the platform's parts do." };
        var command = new Command("demo", "Start the platform, run examples/spark-pi.yaml on it, print the driver's log and a summary, clean up.") { spark, keep, verbose };
        runtime.AddTo(command);
        command.OnRun(terminal, async (parsed, stop) =>
        {
            var line = SparkLine.All.Single(found => found.Name == parsed.GetValue(spark));
            var file = Examples.File(line == SparkLine.All[0] ? "spark-pi.yaml" : $"spark-pi-{line.Name}.yaml");
            var package = ApplicationPackages.FromYaml(file, await File.ReadAllTextAsync(file, stop));
            var runtimes = await runtime.PrepareAsync(parsed, terminal, [line], required: true, stop);
            var logged = WithEventLog(package, runtimes, terminal);

            var started = terminal.Time.GetTimestamp();
            await using var platform = await TemporaryPlatform.StartAsync(
                runtimes, parsed.GetValue(runtime.Simulate), parsed.GetValue(runtime.Image) ?? [], parsed.GetValue(verbose), history: true, terminal, stop);
            var ready = terminal.Time.GetElapsedTime(started);
            terminal.Error.WriteLine($"platform ready in {Seconds(ready)}: {platform.Platform.Address.AbsoluteUri.TrimEnd('/')}");

            var summary = new DemoSummary(new ConsoleWatcher(terminal));
            var client = platform.Platform.Client;
            using var counting = CancellationTokenSource.CreateLinkedTokenSource(stop);
            var executors = summary.CountExecutorsAsync(client, "default", counting.Token);
            var state = await new ApplicationRun(client, terminal.Time).RunAsync(package, "default", replace: false, keep: true, summary, stop);
            await counting.CancelAsync();
            await executors.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            var driver = state.DriverPod.Length > 0 ? await client.FindAsync(ResourceTypes.Pods, new(state.Namespace, state.DriverPod), stop) : null;

            terminal.Error.WriteLine();
            terminal.Error.WriteLine($"application  {state.Namespace}/{state.Name} {state.State} in {Seconds(terminal.Time.GetElapsedTime(started) - ready)}{(state.Message.Length > 0 ? ": " + state.Message : "")}");
            terminal.Error.WriteLine($"driver       {state.DriverPod}, exit code {DemoSummary.ExitCodeOf(driver) ?? "unknown"}");
            terminal.Error.WriteLine($"executors    {summary.Executors.Count}: {string.Join(", ", summary.Executors)}");
            if (summary.Answer is { } answer)
                terminal.Error.WriteLine($"answer       {answer}");
            if (logged && platform.Platform.History is { } history)
            {
                foreach (var text in await new RunHistory(history).DescribeAsync(state.SparkId, stop))
                    terminal.Error.WriteLine($"history      {text}");
            }

            if (parsed.GetValue(keep))
            {
                terminal.Error.WriteLine();
                terminal.Error.WriteLine($"kept until Ctrl+C: {platform.Platform.HistoryAddress?.GetLeftPart(UriPartial.Authority)}/history/{state.SparkId}");
                terminal.Error.WriteLine($"                   export KUBECONFIG={platform.Kubeconfig}");
                await platform.Platform.Ended.WaitAsync(stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }

            return state.Succeeded ? ExitCode.Ok : ExitCode.Failed;
        });
        return command;
    }

    private static bool WithEventLog(ApplicationPackage package, RuntimeSet runtimes, Terminal terminal)
    {
        if (runtimes.Runtimes.IsEmpty)
            return false; // simulated
        if (!LakeUse.IsPossible(runtimes.Runtimes[0].Home))
        {
            terminal.Error.WriteLine($"no event log: {runtimes.Runtimes[0].Home} has no hadoop-aws jar, without which Spark does not reach the object store");
            return false;
        }

        LakeUse.WriteEventLog(package.Application);
        return true;
    }

    private static string Seconds(TimeSpan time) => time.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture) + " s";
}
