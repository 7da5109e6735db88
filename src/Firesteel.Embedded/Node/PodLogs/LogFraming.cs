using System.Buffers.Text;
using System.Text;

namespace Firesteel.Embedded.Node.PodLogs;

/// <summary>
/// The form of a log on disk, as container runtimes write it (CRI): <c>2026-11-21T15:52:06.123456789Z stdout F text</c>.
/// <c>P</c> instead of <c>F</c>: the line goes on in the next entry of the same stream.
/// </summary>
internal static class LogFraming
{
    /// <summary>A longer line is cut into parts.</summary>
    public const int LongestPart = 16 * 1024;

    /// <summary>Of an entry, blank before the text included; both stream names are six letters long.</summary>
    public const int HeadLength = TimeLength + 10;

    private const int TimeLength = 30;

    /// <summary>Writes the head of an entry and returns its length; <paramref name="head"/> holds 48 bytes.</summary>
    public static int WriteHead(Span<byte> head, DateTimeOffset time, string stream, bool partial)
    {
        Utf8Formatter.TryFormat(time.UtcDateTime, head, out _, 'O');
        // .NET knows ticks of 100 ns; Kubernetes prints nine digits.
        "00Z "u8.CopyTo(head[27..]);
        var written = TimeLength + 1 + Encoding.ASCII.GetBytes(stream, head[(TimeLength + 1)..]);
        (partial ? " P "u8 : " F "u8).CopyTo(head[written..]);
        return written + 3;
    }

    /// <summary>Takes an entry (without its newline) apart.</summary>
    /// <returns>False for a line that no runtime wrote.</returns>
    public static bool TryRead(ReadOnlySpan<byte> entry, out ReadOnlySpan<byte> time, out ReadOnlySpan<byte> text, out bool partial)
    {
        time = text = default;
        partial = false;
        var timeEnd = entry.IndexOf((byte)' ');
        if (timeEnd < 0)
            return false;
        var streamEnd = entry[(timeEnd + 1)..].IndexOf((byte)' ');
        var tag = timeEnd + 1 + streamEnd + 1;
        if (streamEnd < 0 || entry.Length < tag + 2 || entry[tag + 1] != ' ')
            return false;
        time = entry[..timeEnd];
        partial = entry[tag] == 'P';
        text = entry[(tag + 2)..];
        return true;
    }

    public static DateTimeOffset? ReadTime(ReadOnlySpan<byte> time) =>
        DateTimeOffset.TryParse(Encoding.ASCII.GetString(time), out var parsed) ? parsed : null;
}
