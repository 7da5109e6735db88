using Firesteel.Spark.Api.Schema;

namespace Firesteel.Spark.Api.Status;

/// <summary><c>status.applicationState</c>.</summary>
public sealed record StateReport
{
    [Field("State of the application.")]
    public ApplicationState? State { get; init; }

    [Field("What went wrong, in one line.")]
    public string? ErrorMessage { get; init; }

    [Field("When this state was entered.")]
    public DateTimeOffset? Since { get; init; }
}
