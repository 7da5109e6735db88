using System.Collections.Frozen;
using Firesteel.Kube.Problems;

namespace Firesteel.History.Serving;

/// <summary>
/// Spark's own <c>spark.history.*</c> settings up to 4.3, read here or not. A name outside of them is read by nobody, and Spark says nothing about it:
/// a cleaner with a misspelt age would never delete.
/// </summary>
public static class KnownSettings
{
    private const string Prefix = "spark.history.";

    private static readonly FrozenSet<string> Names = FrozenSet.ToFrozenSet(
    [
        "custom.executor.log.url", "custom.executor.log.url.applyIncompleteApplication",
        "fs.cleaner.enabled", "fs.cleaner.interval", "fs.cleaner.maxAge", "fs.cleaner.maxNum",
        "fs.driverlog.cleaner.enabled", "fs.driverlog.cleaner.interval", "fs.driverlog.cleaner.maxAge",
        "fs.endEventReparseChunkSize", "fs.eventLog.onDemandLoadEnabled", "fs.eventLog.rolling.compaction.score.threshold",
        "fs.eventLog.rolling.maxFilesToRetain", "fs.eventLog.rolling.onDemandLoadEnabled", "fs.inProgressOptimization.enabled",
        "fs.logDirectory", "fs.logDirectory.names", "fs.numCompactThreads", "fs.numReplayThreads", "fs.safemodeCheck.interval",
        "fs.update.batchSize", "fs.update.interval", "fs.update.scanDisabledPathPatterns",
        "kerberos.enabled", "kerberos.keytab", "kerberos.principal", "provider", "retainedApplications",
        "store.hybridStore.diskBackend", "store.hybridStore.enabled", "store.hybridStore.maxMemoryUsage", "store.maxDiskUsage", "store.path", "store.serializer",
        "ui.acls.enable", "ui.admin.acls", "ui.admin.acls.groups", "ui.maxApplications", "ui.port", "ui.title",
    ]);

    /// <summary>A warning for each setting that no history server reads.</summary>
    public static IEnumerable<Problem> Unread(IEnumerable<string> settings) =>
        from name in settings.Order(StringComparer.Ordinal)
        where name.StartsWith(Prefix, StringComparison.Ordinal) && !Names.Contains(name[Prefix.Length..])
        select new Problem(Location.Option(name), "no history server reads this setting", Meant(name[Prefix.Length..]) is { } meant ? $"did you mean {Prefix}{meant}?" : "remove it", Severity.Warning);

    /// <summary>Mostly a segment is missing or too many: the known name that ends in the same way.</summary>
    private static string? Meant(string name) => Names
        .Select(known => (Known: known, Same: SameEnd(known, name)))
        .Where(candidate => candidate.Same > 0)
        .OrderByDescending(candidate => candidate.Same).ThenBy(candidate => candidate.Known.Length).ThenBy(candidate => candidate.Known, StringComparer.Ordinal)
        .Select(candidate => candidate.Known).FirstOrDefault();

    private static int SameEnd(string known, string name) =>
        known.Split('.').Reverse().Zip(name.Split('.').Reverse()).TakeWhile(pair => pair.First.Equals(pair.Second, StringComparison.OrdinalIgnoreCase)).Count();
}
