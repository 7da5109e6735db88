using System.Collections.Immutable;
using System.CommandLine;
using Firesteel.Cli.Shell;
using Firesteel.Embedded.Node;
using Firesteel.Embedded.Node.Images;
using Firesteel.Embedded.Node.PodLogs;
using Firesteel.Embedded.Node.Sandbox;
using Firesteel.Embedded.Runtimes;
using Firesteel.Kube.Client;
using Firesteel.Kube.Configuration;
using Firesteel.Kube.Problems;
using Microsoft.Extensions.Logging.Abstractions;
using Spectre.Console;

namespace Firesteel.Cli.Verbs.Node;

/// <summary>
/// <c>firesteel node</c>: only the node, as a client of some API server. Logs of its pods stay in its state directory, because only <c>up</c> has the server beside the node.
/// </summary>
internal sealed class NodeVerb : IVerb
{
    private readonly Option<string> _kubeconfig = new("--kubeconfig") { Description = "The API server that the node registers with.", Required = true };
    private readonly Option<string> _state = new("--state") { Description = "Directory for pods, volumes and logs.", Required = true };
    private readonly Option<string> _name = new("--node-name") { Description = "Name of the node.", DefaultValueFactory = _ => "firesteel" };
    private readonly Option<double?> _cpu = new("--cpu") { Description = "Cores that the node offers." };
    private readonly Option<string[]> _spark = new("--spark") { Description = "A Spark distribution, VERSION=DIRECTORY; may be repeated." };
    private readonly Option<string> _java = new("--java-home") { Description = "The Java that Spark runs on.", DefaultValueFactory = _ => "/usr/lib/jvm/default-java" };
    private readonly Option<string[]> _images = new("--image") { Description = "What stands in for an image: NAME=spark:VERSION, NAME=firesteel or NAME=host; may be repeated." };

    public Command Build(Terminal terminal)
    {
        var command = new Command("node", "Run pods of an API server as processes of this machine.") { _kubeconfig, _state, _name, _cpu, _spark, _java, _images };
        command.Hidden = true;
        command.OnRun(terminal, async (parsed, stop) =>
        {
            var (rules, runtimes) = Read(parsed);
            var configuration = KubeConfiguration.Load(parsed.GetRequiredValue(_kubeconfig));
            var state = Path.GetFullPath(parsed.GetRequiredValue(_state));
            var logs = new ContainerLogs(new LogOptions(), terminal.Time);
            using var http = configuration.CreateHttpClient();
            var node = new EmbeddedNode(
                new KubeClient(http, terminal.Time, NullLogger.Instance),
                new NodeOptions(state, configuration.Server, parsed.GetRequiredValue(_name), parsed.GetValue(_cpu)),
                new ProcessRuntime(logs, terminal.Time),
                new ImageViews(runtimes, rules, FiresteelProgram.Current(), new PythonPrefix()),
                terminal.Time,
                NullLogger.Instance);
            var running = node.RunAsync(stop);
            await await Task.WhenAny(running, node.Ready);
            terminal.Out.WriteLine("ready");
            await running;
            return ExitCode.Ok;
        });
        return command;
    }

    private (ImmutableArray<ImageRule> Rules, ImmutableArray<SparkRuntime> Runtimes) Read(ParseResult parsed)
    {
        var problems = ImmutableArray.CreateBuilder<Problem>();
        var rules = ImmutableArray.CreateBuilder<ImageRule>();
        foreach (var (rule, problem) in (parsed.GetValue(_images) ?? []).Select(ImageRule.Parse))
        {
            if (rule is not null)
                rules.Add(rule);
            else
                problems.Add(problem!);
        }

        var runtimes = ImmutableArray.CreateBuilder<SparkRuntime>();
        foreach (var text in parsed.GetValue(_spark) ?? [])
        {
            if (text.Split('=', 2) is [var version, var home] && Directory.Exists(home))
                runtimes.Add(new SparkRuntime(version, Path.GetFullPath(home), parsed.GetRequiredValue(_java), Python: null));
            else
                problems.Add(new(Location.Option("--spark"), $"'{text}' names no Spark distribution", "write --spark VERSION=DIRECTORY"));
        }

        return problems.Count == 0 ? (rules.ToImmutable(), runtimes.ToImmutable()) : throw new ProblemException(problems.ToImmutable());
    }
}
