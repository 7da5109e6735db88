namespace Firesteel.History.Rest.Answers;

/// <summary>How much of a stage is asked for.</summary>
internal sealed record StageOptions(bool Details, bool Summaries, IReadOnlyList<string>? TaskStates, double[] Quantiles)
{
    public static StageOptions From(RestQuery query, bool details) => new(
        query.Flag("details", details),
        query.Flag("withSummaries", false),
        query.Choices("taskStatus", TaskAnswer.States),
        Answers.Quantiles.Parse(query.First("quantiles") ?? "0.0,0.25,0.5,0.75,1.0"));
}
