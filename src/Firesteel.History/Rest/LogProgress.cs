using System.Globalization;

namespace Firesteel.History.Rest;

/// <summary>How far a log was read when an answer was given.</summary>
/// <param name="Read">Stored bytes read.</param>
/// <param name="Size">Stored bytes in all.</param>
public sealed record LogProgress(long Read, long Size)
{
    /// <summary>For a header: <c>1048576/8388608</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Read}/{Size}");
}
