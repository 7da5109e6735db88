namespace Firesteel.History.Codecs;

/// <summary>A log cannot be decoded any further. What was decoded before it has been handed out.</summary>
/// <param name="truncated">The bytes just end (a running or killed writer); otherwise they are wrong.</param>
public sealed class DamagedLogException(string message, bool truncated) : IOException(message)
{
    public bool Truncated { get; } = truncated;
}
