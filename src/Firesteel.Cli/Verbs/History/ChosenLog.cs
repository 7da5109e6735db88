using Firesteel.History.Listing;
using Firesteel.History.Serving;
using Firesteel.Kube.Problems;

namespace Firesteel.Cli.Verbs.History;

/// <summary>What a user names: the path of a log, or an application (<c>APP</c> or <c>APP/ATTEMPT</c>) in the log directories.</summary>
internal static class ChosenLog
{
    /// <exception cref="ProblemException">There is no such log or application, or it cannot be shown.</exception>
    public static async Task<(HistoryLibrary Library, LogEntry Entry)> FindAsync(string name, HistoryOptions options, TimeProvider time, CancellationToken stop)
    {
        var isPath = File.Exists(name) || Directory.Exists(name);
        var library = new HistoryLibrary(isPath ? options with { LogDirectories = [Path.GetFullPath(name)], CacheDirectory = null } : options, time);
        await library.ScanAsync(stop);
        var parts = name.Split('/');
        var entry = isPath
            ? library.List.Applications.FirstOrDefault()?.Attempts[0]
            : library.List.Find(parts[0])?.Attempts.FirstOrDefault(attempt => parts.Length < 2 || attempt.AttemptId == parts[1]);
        if (entry is not null)
            return (library, entry);
        var faults = library.List.Faults.Where(fault => isPath || fault.Fault.Name.StartsWith(parts[0], StringComparison.Ordinal))
            .Select(fault => new Problem(new Location(fault.Fault.Name.Length > 0 ? fault.Fault.Name : fault.Source), fault.Fault.What, "")).ToList();
        throw new ProblemException(faults.Count > 0
            ? [.. faults]
            : [new Problem(Location.None, $"there is no log and no application {name}", $"looked in {string.Join(", ", options.LogDirectories)}; name others with --log-dir")]);
    }
}
