using Firesteel.Spark.Api.Schema;

namespace Firesteel.Spark.Api;

/// <summary><c>spec</c> of a ScheduledSparkApplication.</summary>
public sealed record ScheduledSparkApplicationSpec
{
    [Field("Cron expression, or @every and a duration.", Required = true)]
    public string? Schedule { get; init; }

    [Field("IANA time zone.")]
    public string? TimeZone { get; init; }

    [Field("The application of each run.", Required = true)]
    public SparkApplicationSpec? Template { get; init; }

    [Field("Start no further runs.")]
    public bool? Suspend { get; init; }

    [Field("What to do while the last run is not over.")]
    public ConcurrencyPolicy? ConcurrencyPolicy { get; init; }

    [Field("How many successful runs are kept.", Minimum = 0)]
    public int? SuccessfulRunHistoryLimit { get; init; }

    [Field("How many failed runs are kept.", Minimum = 0)]
    public int? FailedRunHistoryLimit { get; init; }
}
