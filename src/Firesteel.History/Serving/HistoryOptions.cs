using System.Collections.Immutable;
using Firesteel.History.Logs;
using Firesteel.Kube.Problems;

namespace Firesteel.History.Serving;

/// <summary>Everything that can be set about a history server.</summary>
public sealed record HistoryOptions
{
    /// <summary>Paths, <c>file:</c> or <c>s3a:</c> locations.</summary>
    public ImmutableArray<string> LogDirectories { get; init; } = ["/tmp/spark-events"];

    public S3Settings S3 { get; init; } = new();
    public SparkApi Api { get; init; } = SparkApi.V41;
    public int Port { get; init; } = 18080;
    public string Host { get; init; } = "127.0.0.1";

    /// <summary>Where replayed applications and the list are kept over restarts; null = nowhere.</summary>
    public string? CacheDirectory { get; init; }

    public long MaxDiskBytes { get; init; } = 10L << 30;

    /// <summary>Bound for the applications held in memory, in bytes.</summary>
    public long MaxMemoryBytes { get; init; } = 1L << 30;

    public TimeSpan UpdateInterval { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How many logs are read at once.</summary>
    public int Parallelism { get; init; } = Environment.ProcessorCount;

    public bool CleanerEnabled { get; init; }
    public TimeSpan CleanerInterval { get; init; } = TimeSpan.FromDays(1);
    public TimeSpan CleanerMaxAge { get; init; } = TimeSpan.FromDays(7);
    public int CleanerMaxNumber { get; init; } = int.MaxValue;

    public AccessOptions Access { get; init; } = new();

    /// <summary>Spark's <c>spark.redaction.regex</c>.</summary>
    public string RedactionPattern { get; init; } = "(?i)secret|password|token|access[.]?key";

    /// <summary>Everything that is wrong, at once.</summary>
    public ImmutableArray<Problem> Validate()
    {
        var problems = ImmutableArray.CreateBuilder<Problem>();
        if (LogDirectories.IsEmpty)
            problems.Add(new(Location.Option("--log-dir"), "no log directory is given", "name at least one"));
        if (Port is < 0 or > 65535)
            problems.Add(new(Location.Option("--port"), $"{Port} is no port", "use 0 to 65535"));
        if (MaxMemoryBytes < 16 << 20)
            problems.Add(new(Location.Option("--max-memory"), $"{MaxMemoryBytes} bytes hold no application", "give at least 16m"));
        if (UpdateInterval <= TimeSpan.Zero)
            problems.Add(new(Location.Option("spark.history.fs.update.interval"), "the interval must be more than nothing", "use for example 10s"));
        return problems.ToImmutable();
    }
}
