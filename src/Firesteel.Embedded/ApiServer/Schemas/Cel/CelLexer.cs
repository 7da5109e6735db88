using System.Globalization;
using System.Text;

namespace Firesteel.Embedded.ApiServer.Schemas.Cel;

/// <summary>Splits an expression into tokens.</summary>
internal static class CelLexer
{
    private static readonly string[] Operators =
        ["&&", "||", "==", "!=", "<=", ">=", "<", ">", "+", "-", "*", "/", "%", "!", "?", ":", "(", ")", "[", "]", "{", "}", ",", "."];

    public static List<CelToken> Read(string source)
    {
        var tokens = new List<CelToken>();
        var at = 0;
        while (true)
        {
            while (at < source.Length && (char.IsWhiteSpace(source[at]) || string.CompareOrdinal(source, at, "//", 0, 2) == 0))
            {
                if (source[at] == '/')
                    at = source.IndexOf('\n', at) is var end and >= 0 ? end : source.Length;
                else
                    at++;
            }

            if (at >= source.Length)
            {
                tokens.Add(new('e', "", null, at));
                return tokens;
            }

            tokens.Add(Next(source, ref at));
        }
    }

    private static CelToken Next(string source, ref int at)
    {
        var start = at;
        var c = source[at];
        if (IsTextStart(source, at, out var raw, out var bytes, out var prefix))
        {
            at += prefix;
            var text = Text(source, ref at, raw);
            return bytes ? new('b', "", Encoding.UTF8.GetBytes(text), start) : new('s', text, text, start);
        }

        if (char.IsAsciiLetter(c) || c == '_')
        {
            while (at < source.Length && (char.IsAsciiLetterOrDigit(source[at]) || source[at] == '_'))
                at++;
            return new('i', source[start..at], null, start);
        }

        if (c == '`')
        {
            var end = source.IndexOf('`', at + 1);
            if (end < 0)
                throw new CelException("Syntax error: token recognition error at: '`'", start);
            at = end + 1;
            return new('i', source[(start + 1)..end], null, start);
        }

        if (char.IsAsciiDigit(c) || (c == '.' && at + 1 < source.Length && char.IsAsciiDigit(source[at + 1])))
            return Number(source, ref at);
        foreach (var op in Operators)
        {
            if (string.CompareOrdinal(source, at, op, 0, op.Length) == 0)
            {
                at += op.Length;
                return new('o', op, null, start);
            }
        }

        throw new CelException($"Syntax error: token recognition error at: '{c}'", start);
    }

    private static CelToken Number(string source, ref int at)
    {
        var start = at;
        if (source[at] == '0' && at + 1 < source.Length && source[at + 1] is 'x' or 'X')
        {
            at += 2;
            while (at < source.Length && char.IsAsciiHexDigit(source[at]))
                at++;
            var hex = ulong.Parse(source.AsSpan(start + 2, at - start - 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            return Unsigned(source, ref at) ? new('n', "", hex, start) : new('n', "", (long)hex, start);
        }

        var real = false;
        while (at < source.Length && (char.IsAsciiDigit(source[at])
            || (source[at] == '.' && at + 1 < source.Length && char.IsAsciiDigit(source[at + 1]))
            || source[at] is 'e' or 'E' || (source[at] is '+' or '-' && source[at - 1] is 'e' or 'E')))
        {
            real |= !char.IsAsciiDigit(source[at]);
            at++;
        }

        var text = source.AsSpan(start, at - start);
        if (real)
            return new('n', "", double.Parse(text, CultureInfo.InvariantCulture), start);
        if (!ulong.TryParse(text, CultureInfo.InvariantCulture, out var whole))
            throw new CelException("invalid int literal", start);
        // The smallest integer is written as the negative of one that does not fit.
        return Unsigned(source, ref at) ? new('n', "", whole, start) : new('n', "", whole == 1UL << 63 ? long.MinValue : whole > long.MaxValue ? throw new CelException("invalid int literal", start) : (long)whole, start);
    }

    private static bool Unsigned(string source, ref int at)
    {
        if (at >= source.Length || source[at] is not ('u' or 'U'))
            return false;
        at++;
        return true;
    }

    private static bool IsTextStart(string source, int at, out bool raw, out bool bytes, out int prefix)
    {
        (raw, bytes, prefix) = (false, false, 0);
        while (at < source.Length && prefix < 2 && source[at] is 'r' or 'R' or 'b' or 'B')
        {
            raw |= source[at] is 'r' or 'R';
            bytes |= source[at] is 'b' or 'B';
            prefix++;
            at++;
        }

        return at < source.Length && source[at] is '"' or '\'';
    }

    private static string Text(string source, ref int at, bool raw)
    {
        var start = at;
        var quote = source[at].ToString();
        if (at + 2 < source.Length && source[at + 1] == source[at] && source[at + 2] == source[at])
            quote += quote + quote;
        at += quote.Length;
        var builder = new StringBuilder();
        while (true)
        {
            if (at >= source.Length)
                throw new CelException($"Syntax error: token recognition error at: '{source[start..]}'", start);
            if (string.CompareOrdinal(source, at, quote, 0, quote.Length) == 0)
            {
                at += quote.Length;
                return builder.ToString();
            }

            if (source[at] == '\\' && !raw)
                Escape(source, ref at, builder);
            else
                builder.Append(source[at++]);
        }
    }

    private static void Escape(string source, ref int at, StringBuilder builder)
    {
        var start = at++;
        if (at >= source.Length)
            throw new CelException("Syntax error: unterminated escape", start);
        var c = source[at++];
        var simple = "abfnrtv\\?\"'`".IndexOf(c, StringComparison.Ordinal);
        if (simple >= 0)
        {
            builder.Append("\a\b\f\n\r\t\v\\?\"'`"[simple]);
            return;
        }

        var (digits, radix) = c switch { 'x' or 'X' => (2, 16), 'u' => (4, 16), 'U' => (8, 16), >= '0' and <= '3' => (3, 8), _ => (0, 0) };
        if (radix == 8)
            at--;
        if (digits == 0 || at + digits > source.Length)
            throw new CelException($"Syntax error: unknown escape \\{c}", start);
        try
        {
            builder.Append(char.ConvertFromUtf32(Convert.ToInt32(source.Substring(at, digits), radix)));
        }
        catch (Exception exception) when (exception is FormatException or ArgumentException or OverflowException)
        {
            throw new CelException("Syntax error: bad escape", start);
        }

        at += digits;
    }
}
