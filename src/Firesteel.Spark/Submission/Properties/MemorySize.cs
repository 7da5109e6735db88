using System.Text.RegularExpressions;

namespace Firesteel.Spark.Submission.Properties;

/// <summary>Spark's sizes: digits with an optional binary suffix, no fractions; a sign is accepted.</summary>
public static partial class MemorySize
{
    private const long Mebibyte = 1L << 20;

    /// <summary>The size in whole MiB (smaller units are cut off); a bare number is MiB.</summary>
    public static bool TryMebibytes(string text, out long mebibytes) => TryParse(text, Mebibyte, out mebibytes);

    /// <summary>The size in bytes; a bare number is bytes.</summary>
    public static bool TryBytes(string text, out long bytes) => TryParse(text, 1, out bytes);

    private static bool TryParse(string text, long unit, out long size)
    {
        size = 0;
        var match = Form().Match(text.Trim());
        if (!match.Success || !long.TryParse(match.Groups["digits"].ValueSpan, out var digits))
            return false;
        var scale = match.Groups["suffix"].Value.ToLowerInvariant() switch
        {
            "" => unit,
            "b" => 1,
            "k" or "kb" => 1L << 10,
            "m" or "mb" => Mebibyte,
            "g" or "gb" => 1L << 30,
            "t" or "tb" => 1L << 40,
            "p" or "pb" => 1L << 50,
            _ => 0,
        };
        if (scale == 0 || Math.BigMul(digits, scale) / unit > long.MaxValue)
            return false;
        size = (long)(Math.BigMul(digits, scale) / unit);
        if (match.Groups["sign"].Length > 0)
            size = -size;
        return true;
    }

    [GeneratedRegex("^(?<sign>-?)(?<digits>[0-9]+)(?<suffix>[a-zA-Z]*)$")]
    private static partial Regex Form();
}
