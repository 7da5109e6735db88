namespace Firesteel.Kube.Queueing;

/// <summary>When a key that failed may come back: the longer of its own exponential delay and what a token bucket over all keys says. Not safe for concurrent use.</summary>
internal sealed class RetryDelays<TKey>(WorkQueueOptions options)
    where TKey : notnull
{
    private readonly Dictionary<TKey, int> failures = [];
    private double tokens = options.Burst;
    private DateTimeOffset? refilledAt;

    public int Failures(TKey key) => failures.GetValueOrDefault(key);

    public void Forget(TKey key) => failures.Remove(key);

    public TimeSpan Next(TKey key, DateTimeOffset now)
    {
        var before = failures.GetValueOrDefault(key);
        failures[key] = before + 1;
        var own = options.FirstDelay.TotalSeconds * Math.Pow(2, Math.Min(before, 1000));
        return TimeSpan.FromSeconds(Math.Max(Math.Min(own, options.MaxDelay.TotalSeconds), Bucket(now).TotalSeconds));
    }

    /// <summary>A token is taken in advance, so the debt of those who wait is known.</summary>
    private TimeSpan Bucket(DateTimeOffset now)
    {
        var elapsed = Math.Max(0, (now - (refilledAt ?? now)).TotalSeconds);
        tokens = Math.Min(options.Burst, tokens + (elapsed * options.Rate)) - 1;
        refilledAt = now;
        return tokens >= 0 ? TimeSpan.Zero : TimeSpan.FromSeconds(-tokens / options.Rate);
    }
}
