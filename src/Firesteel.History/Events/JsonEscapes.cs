using System.Buffers.Text;
using System.Text;

namespace Firesteel.History.Events;

/// <summary>Turns a JSON text's escapes into UTF-8. Lone surrogates and unknown escapes become the replacement character.</summary>
internal static class JsonEscapes
{
    /// <param name="target">At least as long as <paramref name="escaped"/>: an escape never grows.</param>
    public static int Decode(ReadOnlySpan<byte> escaped, Span<byte> target)
    {
        var written = 0;
        while (true)
        {
            var plain = escaped.IndexOf((byte)'\\');
            if (plain < 0 || plain + 1 >= escaped.Length)
            {
                escaped.CopyTo(target[written..]);
                return written + escaped.Length;
            }

            escaped[..plain].CopyTo(target[written..]);
            written += plain;
            var kind = escaped[plain + 1];
            escaped = escaped[(plain + 2)..];
            if (kind == 'u')
            {
                written += Unicode(ref escaped).EncodeToUtf8(target[written..]);
                continue;
            }

            target[written++] = kind switch
            {
                (byte)'n' => (byte)'\n',
                (byte)'t' => (byte)'\t',
                (byte)'r' => (byte)'\r',
                (byte)'b' => (byte)'\b',
                (byte)'f' => (byte)'\f',
                _ => kind,
            };
        }
    }

    private static Rune Unicode(ref ReadOnlySpan<byte> rest)
    {
        if (!TryUnit(rest, out var high))
            return Rune.ReplacementChar;
        rest = rest[4..];
        if (Rune.TryCreate(high, out var rune))
            return rune;
        if (char.IsHighSurrogate(high) && rest.StartsWith("\\u"u8) && TryUnit(rest[2..], out var low) && Rune.TryCreate(high, low, out rune))
        {
            rest = rest[6..];
            return rune;
        }

        return Rune.ReplacementChar;
    }

    private static bool TryUnit(ReadOnlySpan<byte> digits, out char unit)
    {
        unit = '\0';
        if (digits.Length < 4 || !Utf8Parser.TryParse(digits[..4], out ushort value, out var used, 'x') || used != 4)
            return false;
        unit = (char)value;
        return true;
    }
}
