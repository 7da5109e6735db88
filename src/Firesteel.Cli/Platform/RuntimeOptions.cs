using System.CommandLine;
using Firesteel.Cli.Shell;
using Firesteel.Embedded.Runtimes;
using Firesteel.Embedded.Runtimes.Spark;
using Firesteel.Kube.Problems;
using Spectre.Console;

namespace Firesteel.Cli.Platform;

/// <summary>The options of every verb that needs Spark and Java on this machine.</summary>
internal sealed class RuntimeOptions
{
    public Option<string[]> SparkHome { get; } = new("--spark-home") { HelpName = "DIR", Description = "A Spark distribution to use; may be given once for each version." };

    public Option<bool> NoDownload { get; } = new("--no-download") { Description = "Fetch nothing: neither Java nor Spark." };

    public Option<string> Mirror { get; } = new("--mirror")
    {
        HelpName = "URL",
        Description = "Where Spark is fetched from when it is nowhere on this machine; proxies come from https_proxy.",
        DefaultValueFactory = _ => RuntimeSearch.ApacheArchive,
    };

    public Option<string[]> Image { get; } = new("--image") { HelpName = "NAME=TARGET", Description = "What stands in for the image NAME: spark:VERSION, firesteel, or host (this machine's programs)." };

    public Option<bool> Simulate { get; } = new("--simulate") { Description = "Pods only play their phases and say so in every line of their logs; for load tests." };

    public void AddTo(Command command)
    {
        command.Options.Add(SparkHome);
        command.Options.Add(NoDownload);
        command.Options.Add(Mirror);
        command.Options.Add(Image);
        command.Options.Add(Simulate);
    }

    /// <summary>Looks for Spark and Java and says what was taken from where.</summary>
    /// <exception cref="ProblemException">Something that is needed is missing; every missing thing is a problem of its own.</exception>
    public async Task<RuntimeSet> PrepareAsync(ParseResult parsed, Terminal terminal, IReadOnlyCollection<SparkLine> needed, CancellationToken stop)
    {
        if (parsed.GetValue(Simulate))
            return new([], ["pods are simulated: they only play their phases"], []);
        using var http = new HttpClient { Timeout = TimeSpan.FromMinutes(30) };
        await using var progress = new TransferBar(terminal);
        var search = new RuntimeSearch(
            terminal.Environment, parsed.GetValue(SparkHome) ?? [], DefaultBundles(), FiresteelCache.From(terminal.Environment),
            !parsed.GetValue(NoDownload), parsed.GetValue(Mirror)!.TrimEnd('/'), progress, line => terminal.Error.WriteLine(line));
        var runtimes = await RuntimeSet.PrepareAsync(needed, search, http, stop);
        foreach (var line in runtimes.Found)
            terminal.Error.WriteLine(line);
        if (runtimes.Problems.Any(problem => problem.Severity == Severity.Error))
            throw new ProblemException(runtimes.Problems);
        terminal.Error.Write(runtimes.Problems);
        return runtimes;
    }

    /// <summary><c>../shared/spark</c> beside the checkout that this was built in; nothing for an installed Firesteel.</summary>
    private static string? DefaultBundles()
    {
        for (var directory = new DirectoryInfo(AppContext.BaseDirectory); directory is not null; directory = directory.Parent)
        {
            if (File.Exists(Path.Combine(directory.FullName, "Firesteel.slnx")) && directory.Parent is { } parent)
                return Path.Combine(parent.FullName, "shared", "spark");
        }

        return null;
    }
}
