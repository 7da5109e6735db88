using System.CommandLine;
using Firesteel.Cli.Connection;
using Firesteel.Cli.Shell;
using Firesteel.Kube.Problems;
using Firesteel.Lake.Checking;
using Firesteel.Lake.Checking.SparkJobs;
using Firesteel.Lake.Rules;
using Spectre.Console;

namespace Firesteel.Cli.Verbs.Lake;

/// <summary><c>firesteel lake check</c>.</summary>
internal sealed class LakeCheckVerb : ILakeVerb
{
    private readonly Option<string> _file = LakeFileOption.Create();
    private readonly Option<string?> _kubeconfig = LakeKubeconfigOption.Create();
    private readonly Option<string?> _sparkHome = new("--spark-home") { Description = "Also run a Spark job, with the Spark distribution of this directory.", HelpName = "DIR" };
    private readonly Option<string?> _image = new("--image") { Description = "Also run a Spark job in the cluster, with this image; it must contain hadoop-aws and the AWS SDK.", HelpName = "IMAGE" };
    private readonly Option<string?> _namespace = new("--namespace", "-n") { Description = "Namespace of that job; its user's secret must be there.", HelpName = "NAME" };
    private readonly Option<string> _account = new("--service-account") { Description = "Service account of that job's driver.", DefaultValueFactory = _ => "spark", HelpName = "NAME" };
    private readonly Option<bool> _verbose = new("--verbose") { Description = "Show the log of the Spark job." };

    public Command Build(Terminal terminal)
    {
        var command = new Command("check", "Prove the lake: ask the store as its administrator and as each user; with --spark-home or --image also a Spark job that writes and reads Parquet and its event log. Exits with 1 when anything is not as lake.yaml says.")
        {
            _file, _kubeconfig, _sparkHome, _image, _namespace, _account, _verbose,
        };
        command.OnRun(terminal, async (parsed, stop) =>
        {
            using var session = await LakeSession.OpenAsync(parsed.GetValue(_file)!, parsed.GetValue(_kubeconfig), terminal, stop);
            var report = new CheckReport();
            report.Add(LakeRules.Check(session.Lake));
            await foreach (var probe in new LakeChecker(session.Connection, session.KeysOf, terminal.Time).RunAsync(session.Lake, stop))
                Show(report, probe, terminal);
            if (Runner(parsed, session, terminal) is { } runner && !report.Failed)
            {
                var check = new SparkCheck(session.Connection.Objects, session.KeysOf);
                await foreach (var probe in check.RunAsync(session.Lake, runner, line => Log(report, line, parsed.GetValue(_verbose), terminal), stop))
                    Show(report, probe, terminal);
            }

            terminal.Error.Write(report.Findings);
            terminal.Out.WriteLine(report.Failed ? $"{report.Bad} of {report.Asked} failed" : $"all {report.Asked} hold");
            return report.Failed ? ExitCode.Failed : ExitCode.Ok;
        });
        return command;
    }

    private static void Show(CheckReport report, ProbeResult probe, Terminal terminal)
    {
        report.Add(probe);
        terminal.Out.Write(probe);
    }

    private static void Log(CheckReport report, string line, bool verbose, Terminal terminal)
    {
        report.AddLog(line);
        if (verbose)
            terminal.Error.WriteLine(line);
    }

    private ISparkRunner? Runner(ParseResult parsed, LakeSession session, Terminal terminal)
    {
        if (parsed.GetValue(_sparkHome) is { } home)
            return new LocalSpark(home);
        if (parsed.GetValue(_image) is not { } image)
            return null;
        var cluster = ClusterConnector.Connect(parsed.GetValue(_kubeconfig), parsed.GetValue(_namespace), terminal);
        return new ClusterSpark(cluster.Client, new ClusterSparkOptions(cluster.Namespace, image, parsed.GetValue(_account)!, session.Lake.Spark.Version, TimeSpan.FromMinutes(10)), terminal.Time);
    }
}
