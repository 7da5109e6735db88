using System.CommandLine;
using Firesteel.Cli.Shell;
using Firesteel.History.Serving;
using Firesteel.Kube.Problems;

namespace Firesteel.Cli.Verbs.History;

/// <summary>Where logs are and how to reach them: options that all history verbs share, Spark's settings among them.</summary>
internal sealed class HistoryOptionSet
{
    private readonly Option<string[]> directories = new("--log-dir", "-d") { Description = "Where event logs are: a path, file:… or s3a://bucket/prefix. May be given several times.", AllowMultipleArgumentsPerToken = false };
    private readonly Option<string[]> settings = new("--conf", "-c") { Description = "A setting of Spark, KEY=VALUE; spark.history.* and spark.hadoop.fs.s3a.* count." };
    private readonly Option<FileInfo?> properties = new("--properties-file") { Description = "A file of such settings." };

    public void AddTo(Command command)
    {
        command.Options.Add(directories);
        command.Options.Add(settings);
        command.Options.Add(properties);
    }

    /// <exception cref="ProblemException">A setting is wrong.</exception>
    public HistoryOptions Read(ParseResult parsed, Terminal terminal)
    {
        var problems = new List<Problem>();
        var all = new Dictionary<string, string>(StringComparer.Ordinal);
        if (parsed.GetValue(properties) is { } file)
        {
            foreach (var (key, value) in SparkSettings.ParseProperties(File.ReadAllText(file.FullName)))
                all[key] = value;
        }

        foreach (var setting in parsed.GetValue(settings) ?? [])
        {
            var equals = setting.IndexOf('=', StringComparison.Ordinal);
            if (equals <= 0)
                problems.Add(new Problem(Location.Option("--conf"), $"'{setting}' is not KEY=VALUE", "write for example --conf spark.history.fs.update.interval=10s"));
            else
                all[setting[..equals]] = setting[(equals + 1)..];
        }

        var options = SparkSettings.Apply(new HistoryOptions(), all, problems);
        if (parsed.GetValue(directories) is { Length: > 0 } named)
            options = options with { LogDirectories = [.. named] };
        terminal.Error.Write(KnownSettings.Unread(all.Keys));
        return problems.Count > 0 ? throw new ProblemException([.. problems]) : options;
    }
}
