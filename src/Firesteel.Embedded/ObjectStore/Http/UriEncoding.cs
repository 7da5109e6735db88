using System.Buffers;
using System.Text;

namespace Firesteel.Embedded.ObjectStore.Http;

/// <summary>Percent-encoding as S3 uses it: of UTF-8 bytes, everything but <c>A-Za-z0-9-_.~</c>.</summary>
internal static class UriEncoding
{
    private const string Hex = "0123456789ABCDEF";
    private static readonly SearchValues<char> Unreserved = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.~");
    private static readonly SearchValues<char> UnreservedAndSlash = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.~/");

    public static string Encode(string text, bool keepSlash)
    {
        var kept = keepSlash ? UnreservedAndSlash : Unreserved;
        var first = text.AsSpan().IndexOfAnyExcept(kept);
        if (first < 0)
            return text;
        var encoded = new StringBuilder(text.Length + 16).Append(text, 0, first);
        Span<byte> bytes = stackalloc byte[4];
        foreach (var rune in text.AsSpan(first).EnumerateRunes())
        {
            if (rune.IsBmp && kept.Contains((char)rune.Value))
            {
                encoded.Append((char)rune.Value);
                continue;
            }

            foreach (var value in bytes[..rune.EncodeToUtf8(bytes)])
                encoded.Append('%').Append(Hex[value >> 4]).Append(Hex[value & 15]);
        }

        return encoded.ToString();
    }

    /// <summary>Null when the text has a broken escape or is not UTF-8 once decoded.</summary>
    public static string? Decode(ReadOnlySpan<char> text, bool plusIsSpace)
    {
        if (text.IndexOfAny('%', '+') < 0 && Ascii.IsValid(text))
            return text.ToString();
        var bytes = ArrayPool<byte>.Shared.Rent(text.Length * 3);
        try
        {
            var length = 0;
            for (var i = 0; i < text.Length; i++)
            {
                if (text[i] == '%')
                {
                    if (i + 2 >= text.Length || !char.IsAsciiHexDigit(text[i + 1]) || !char.IsAsciiHexDigit(text[i + 2]))
                        return null;
                    bytes[length++] = (byte)((Convert.FromHexString(text.Slice(i + 1, 2))[0]));
                    i += 2;
                }
                else if (text[i] == '+' && plusIsSpace)
                {
                    bytes[length++] = (byte)' ';
                }
                else if (text[i] < 0x80)
                {
                    bytes[length++] = (byte)text[i];
                }
                else
                {
                    var pair = char.IsHighSurrogate(text[i]) && i + 1 < text.Length ? 2 : 1;
                    length += Encoding.UTF8.GetBytes(text.Slice(i, pair), bytes.AsSpan(length));
                    i += pair - 1;
                }
            }

            return Strict.GetString(bytes, 0, length);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(bytes);
        }
    }

    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);
}
