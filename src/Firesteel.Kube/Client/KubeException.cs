using System.Text.Json.Nodes;

namespace Firesteel.Kube.Client;

/// <summary>The API answered with a Status that is not success.</summary>
/// <param name="reason">The Status' reason, such as <c>NotFound</c>, <c>AlreadyExists</c>, <c>Conflict</c>, <c>Expired</c>; empty when there was none.</param>
public sealed class KubeException(int code, string reason, string message) : Exception(message)
{
    /// <summary>HTTP status code.</summary>
    public int Code { get; } = code;

    public string Reason { get; } = reason;

    /// <summary>The Status' details (name, kind, causes, retryAfterSeconds), if there were any.</summary>
    public JsonObject? Details { get; init; }

    /// <summary>How long the server asks to wait before another try; null when it does not.</summary>
    public TimeSpan? RetryAfter =>
        (Details?["retryAfterSeconds"] as JsonValue)?.TryGetValue(out int seconds) == true && seconds > 0 ? TimeSpan.FromSeconds(seconds) : null;

    public bool IsNotFound => Code == 404;

    /// <summary>Somebody else wrote first: read again, decide again.</summary>
    public bool IsConflict => Code == 409 && Reason != "AlreadyExists";

    public bool IsAlreadyExists => Code == 409 && Reason == "AlreadyExists";

    /// <summary>The version asked for is forgotten: list again.</summary>
    public bool IsExpired => Code == 410;
}
