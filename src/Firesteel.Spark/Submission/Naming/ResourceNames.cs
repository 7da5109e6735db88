using System.Text;

namespace Firesteel.Spark.Submission.Naming;

/// <summary>Names that Spark makes from an application's name. Source: native-submission §3.</summary>
internal static class ResourceNames
{
    public const int LongestLabel = 63;

    /// <summary>The driver's resource name prefix: cleaned name, a dash, the unique id.</summary>
    public static string Prefix(string applicationName, string uniqueId)
    {
        var clean = Clean($"{applicationName}-{uniqueId}");
        if (clean.StartsWith('-'))
            clean = clean[1..];
        return clean.Length > 0 && char.IsAsciiDigit(clean[0]) ? $"x{clean[1..]}" : clean;
    }

    /// <summary>Value of the label <c>spark-app-name</c>; may be empty.</summary>
    public static string Label(string applicationName)
    {
        var clean = Clean(applicationName);
        if (clean.Length > LongestLabel)
            clean = clean[..LongestLabel];
        if (clean.StartsWith('-'))
            clean = clean[1..];
        return clean.EndsWith('-') ? clean[..^1] : clean;
    }

    public static string Service(string prefix, string serviceId)
    {
        var preferred = $"{prefix}-driver-svc";
        return preferred.Length <= LongestLabel ? preferred : $"spark-{serviceId}-driver-svc";
    }

    /// <summary>16 digits: three random bytes and the lower 40 bits of the time. Spark pads neither part.</summary>
    public static string UniqueId(ReadOnlySpan<byte> threeBytes, long epochMilliseconds) =>
        Convert.ToHexStringLower(threeBytes) + (epochMilliseconds & 0xFF_FFFF_FFFF).ToString("x");

    private static string Clean(string text)
    {
        var clean = new StringBuilder(text.Length);
        foreach (var character in Lower(text.Trim()))
        {
            var allowed = character is (>= 'a' and <= 'z') or (>= '0' and <= '9') ? character : '-';
            if (allowed != '-' || clean.Length == 0 || clean[^1] != '-')
                clean.Append(allowed);
        }

        return clean.ToString();
    }

    // The JVM lowers U+0130 to an i and a combining dot; the invariant culture leaves it alone.
    private static string Lower(string text) => text.Replace("İ", "i\u0307", StringComparison.Ordinal).ToLowerInvariant();
}
