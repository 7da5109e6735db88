namespace Firesteel.IntegrationTests.Lake;

/// <summary>The real clock, wrong by so much.</summary>
internal sealed class ShiftedTime(TimeSpan by) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + by;
}
