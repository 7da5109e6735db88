namespace Firesteel.Tests.History.Rest;

/// <summary>The moment at which an answer was recorded.</summary>
internal sealed class FixedTime(long epochMilliseconds) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => DateTimeOffset.FromUnixTimeMilliseconds(epochMilliseconds);
}
