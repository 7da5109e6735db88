namespace Firesteel.Kube.Client;

/// <summary>How patient a client is.</summary>
public sealed record KubeClientOptions
{
    /// <summary>Tries of one request, the first one included.</summary>
    public int MaxAttempts { get; init; } = 5;

    /// <summary>The pause behind the first failure; it doubles from then on, with jitter.</summary>
    public TimeSpan FirstDelay { get; init; } = TimeSpan.FromMilliseconds(200);

    public TimeSpan MaxDelay { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The longest that a Retry-After is obeyed.</summary>
    public TimeSpan MaxRetryAfter { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Of one try, answer included; a watch and a followed log have no such limit.</summary>
    public TimeSpan RequestTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Under which writes are noted in managed fields; empty leaves it to the server.</summary>
    public string FieldManager { get; init; } = "firesteel";
}
