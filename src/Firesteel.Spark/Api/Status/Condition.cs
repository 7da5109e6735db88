using Firesteel.Spark.Api.Schema;

namespace Firesteel.Spark.Api.Status;

/// <summary>A condition as <c>kubectl wait</c> reads it.</summary>
public sealed record Condition
{
    [Field("Name of the condition.", Required = true)]
    public string? Type { get; init; }

    [Field("True, False or Unknown.", Required = true, OneOf = ["True", "False", "Unknown"])]
    public string? Status { get; init; }

    [Field("One word.")]
    public string? Reason { get; init; }

    [Field("One line.")]
    public string? Message { get; init; }

    [Field("When the status changed.")]
    public DateTimeOffset? LastTransitionTime { get; init; }

    [Field("Generation of the specification.")]
    public long? ObservedGeneration { get; init; }
}
