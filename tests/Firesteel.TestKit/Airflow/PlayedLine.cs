namespace Firesteel.TestKit.Airflow;

/// <summary>Something that the recording's script did.</summary>
/// <param name="At">Since Airflow's first request.</param>
/// <param name="After">How many requests Airflow had sent by then.</param>
/// <param name="By"><c>operator</c>, <c>cluster</c>, <c>driver</c>, <c>user</c>, <c>api</c> or <c>airflow</c>.</param>
public sealed record PlayedLine(TimeSpan At, int After, string By, string Did)
{
    public override string ToString() => $"\"{Did}\" by the {By}";
}
