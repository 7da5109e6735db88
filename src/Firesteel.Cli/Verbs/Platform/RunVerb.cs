using System.CommandLine;
using Firesteel.Cli.Applications;
using Firesteel.Cli.Connection;
using Firesteel.Cli.Platform;
using Firesteel.Cli.Shell;
using Firesteel.Embedded.Runtimes.Spark;
using Firesteel.Kube.Problems;
using Spectre.Console;

namespace Firesteel.Cli.Verbs.Platform;

/// <summary><c>firesteel run FILE</c>: submit, follow, exit with the job's verdict.</summary>
internal sealed class RunVerb : IVerb
{
    private readonly Argument<string> _file = new("file") { Description = "A SparkApplication (.yaml), a Python script (.py) or a jar." };
    private readonly Argument<string[]> _arguments = new("arguments") { Description = "Behind --: arguments of the application.", Arity = ArgumentArity.ZeroOrMore };
    private readonly Option<string> _spark = new("--spark") { HelpName = "VERSION", Description = "Spark for a script or a jar: 3.5 or 4.1.", DefaultValueFactory = _ => SparkLine.All[0].Name };
    private readonly Option<string?> _image = new("--image-name") { HelpName = "IMAGE", Description = "Image for a script or a jar; by default spark:VERSION." };
    private readonly Option<string?> _class = new("--class") { HelpName = "NAME", Description = "Main class of a jar." };
    private readonly Option<string[]> _conf = new("--conf") { HelpName = "KEY=VALUE", Description = "A Spark property for a script or a jar (repeatable)." };
    private readonly Option<int> _executors = new("--executors") { HelpName = "N", Description = "Executors for a script or a jar.", DefaultValueFactory = _ => 2 };
    private readonly Option<string> _account = new("--service-account") { HelpName = "NAME", Description = "Service account of the driver of a script or a jar.", DefaultValueFactory = _ => EmbeddedPlatform.SparkAccount };
    private readonly Option<bool> _replace = new("--replace") { Description = "Delete an application of the same name first." };
    private readonly Option<bool> _keep = new("--keep") { Description = "Leave the application there when it has ended." };
    private readonly Option<bool> _embedded = new("--embedded") { Description = "Run on a platform of its own, started for this run and ended with it." };
    private readonly ClusterOptions _cluster = new();
    private readonly RuntimeOptions _runtime = new();

    public Command Build(Terminal terminal)
    {
        var command = new Command("run", "Submit an application, follow its driver's log, exit 0 when it completed and 1 when it failed.")
            { _file, _arguments, _spark, _image, _class, _conf, _executors, _account, _replace, _keep, _embedded };
        _spark.AcceptOnlyFromAmong([.. SparkLine.All.Select(line => line.Name)]);
        _cluster.AddTo(command);
        _runtime.AddTo(command);
        command.OnRun(terminal, (parsed, stop) => RunAsync(parsed, terminal, stop));
        return command;
    }

    private async Task<ExitCode> RunAsync(ParseResult parsed, Terminal terminal, CancellationToken stop)
    {
        var package = await PackageAsync(parsed, stop);
        if (!parsed.GetValue(_embedded) && TryConnect(parsed, terminal) is { } cluster)
        {
            terminal.Error.WriteLine($"cluster: {cluster.Origin}");
            return await FollowAsync(parsed, terminal, cluster, package, parsed.GetValue(_keep), stop);
        }

        var version = package.Application.Spec?["sparkVersion"]?.GetValue<string>() ?? SparkLine.All[0].Release;
        var runtimes = await _runtime.PrepareAsync(parsed, terminal, SparkLine.Of(version) is { } line ? [line] : SparkLine.All, required: SparkLine.Of(version) is not null, stop);
        await using var platform = await TemporaryPlatform.StartAsync(runtimes, parsed.GetValue(_runtime.Simulate), parsed.GetValue(_runtime.Image) ?? [], verbose: false, history: false, terminal, stop);
        terminal.Error.WriteLine("cluster: a platform for this run alone");
        return await FollowAsync(parsed, terminal, new(platform.Platform.Client, parsed.GetValue(_cluster.Namespace) ?? "default", ""), package, keep: true, stop);
    }

    private async Task<ExitCode> FollowAsync(ParseResult parsed, Terminal terminal, Cluster cluster, ApplicationPackage package, bool keep, CancellationToken stop)
    {
        var state = await new ApplicationRun(cluster.Client, terminal.Time).RunAsync(package, cluster.Namespace, parsed.GetValue(_replace), keep, new ConsoleWatcher(terminal), stop);
        return state.Succeeded ? ExitCode.Ok : ExitCode.Failed;
    }

    /// <summary>A cluster that was named must be there; without one, the platform of this run is as good.</summary>
    private Cluster? TryConnect(ParseResult parsed, Terminal terminal)
    {
        var named = parsed.GetValue(_cluster.Kubeconfig) is not null || terminal.Environment("KUBECONFIG") is { Length: > 0 };
        try
        {
            return _cluster.Connect(parsed, terminal);
        }
        catch (ProblemException) when (!named)
        {
            return null;
        }
    }

    private async Task<ApplicationPackage> PackageAsync(ParseResult parsed, CancellationToken stop)
    {
        var file = parsed.GetValue(_file)!;
        if (!File.Exists(file))
            throw new ProblemException(new Problem(new(file), "there is no such file", "name a .yaml, .py or .jar file"));
        var line = SparkLine.All.Single(found => found.Name == parsed.GetValue(_spark));
        var settings = new RunSettings(
            parsed.GetValue(_cluster.Namespace) ?? "default", line.Release, parsed.GetValue(_image), parsed.GetValue(_class), parsed.GetValue(_arguments) ?? [],
            Conf(parsed.GetValue(_conf) ?? []), parsed.GetValue(_executors), parsed.GetValue(_account)!);
        return Path.GetExtension(file) switch
        {
            ".yaml" or ".yml" or ".json" => ApplicationPackages.FromYaml(file, await File.ReadAllTextAsync(file, stop)),
            ".py" => ApplicationPackages.FromScript(settings, file, await File.ReadAllBytesAsync(file, stop)),
            ".jar" => ApplicationPackages.FromJar(settings, file),
            _ => throw new ProblemException(new Problem(new(file), "this is neither YAML, nor a Python script, nor a jar", "name a .yaml, .py or .jar file")),
        };
    }

    private static Dictionary<string, string> Conf(string[] pairs)
    {
        var bad = pairs.Where(pair => pair.IndexOf('=', StringComparison.Ordinal) <= 0).ToList();
        return bad.Count == 0
            ? pairs.Select(pair => pair.Split('=', 2)).GroupBy(pair => pair[0]).ToDictionary(group => group.Key, group => group.Last()[1])
            : throw new ProblemException([.. bad.Select(pair => new Problem(Location.Option("--conf"), $"'{pair}' is not KEY=VALUE", "write for instance --conf spark.executor.memory=2g"))]);
    }
}
