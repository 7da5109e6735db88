using System.Globalization;

namespace Firesteel.Embedded.ObjectStore.Operations;

/// <summary>A range of an object's bytes, both ends inside.</summary>
internal readonly record struct ByteRange(long First, long Last)
{
    public long Length => Last - First + 1;

    /// <param name="header"><c>bytes=a-b</c>, <c>a-</c> or <c>-n</c>.</param>
    /// <param name="range">Null when the header is to be ignored: not one range of bytes.</param>
    /// <returns>False when the range lies outside the object.</returns>
    public static bool TryResolve(string? header, long size, out ByteRange? range)
    {
        range = null;
        if (header is null || !header.StartsWith("bytes=", StringComparison.OrdinalIgnoreCase))
            return true;
        var text = header.AsSpan(6).Trim();
        var dash = text.IndexOf('-');
        if (dash < 0 || text.Contains(','))
            return true;
        var from = text[..dash].Trim();
        var to = text[(dash + 1)..].Trim();
        if (from.IsEmpty)
        {
            if (!Number(to, out var suffix))
                return true;
            if (suffix == 0 || size == 0)
                return false;
            range = new(Math.Max(0, size - suffix), size - 1);
            return true;
        }

        if (!Number(from, out var first))
            return true;
        var last = long.MaxValue;
        if (!to.IsEmpty && (!Number(to, out last) || last < first))
            return true;
        if (first >= size)
            return false;
        range = new(first, Math.Min(last, size - 1));
        return true;
    }

    /// <summary>The header of a part's copy, which has both ends and lies inside the source.</summary>
    public static ByteRange? Exact(string header)
    {
        if (!header.StartsWith("bytes=", StringComparison.Ordinal))
            return null;
        var text = header.AsSpan(6);
        var dash = text.IndexOf('-');
        return dash > 0 && Number(text[..dash], out var first) && Number(text[(dash + 1)..], out var last) && last >= first ? new(first, last) : null;
    }

    private static bool Number(ReadOnlySpan<char> text, out long number) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
