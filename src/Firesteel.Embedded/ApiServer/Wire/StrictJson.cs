using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Firesteel.Embedded.ApiServer.Wire;

/// <summary>Reads JSON bodies: duplicates are found, errors are told as Go's decoder tells them.</summary>
public static partial class StrictJson
{
    private const int MaxDepth = 10_000;

    private static readonly JsonDocumentOptions Options = new() { AllowDuplicateProperties = false, MaxDepth = 512 };

    public static JsonReading Read(ReadOnlySpan<byte> utf8)
    {
        try
        {
            // Almost every body is sound; only the others are read again, slowly, for what is wrong with them.
            var root = JsonNode.Parse(utf8, null, Options);
            if (utf8.IndexOf("\\ud"u8) < 0 && utf8.IndexOf("\\uD"u8) < 0 && !HugeExponent().IsMatch(Encoding.UTF8.GetString(utf8)))
                return new(root, [], null);
        }
        catch (JsonException)
        {
        }

        return new Scanner(Encoding.UTF8.GetString(utf8)).Read();
    }

    public static JsonReading Read(string text) => Read(Encoding.UTF8.GetBytes(text));

    [GeneratedRegex("[0-9][eE]\\+?[0-9]{3}", RegexOptions.NonBacktracking)]
    private static partial Regex HugeExponent();

    private sealed class Scanner(string text)
    {
        private readonly List<string> _duplicates = [];
        private int _at;

        public JsonReading Read()
        {
            try
            {
                var root = Value("", 0);
                Blank();
                if (_at < text.Length)
                    throw Bad("after top-level value");
                return new(root, [.. _duplicates], null);
            }
            catch (FormatException exception)
            {
                return new(null, [.. _duplicates], exception.Message);
            }
        }

        private JsonNode? Value(string path, int depth)
        {
            if (depth > MaxDepth)
                throw new FormatException("exceeded max depth");
            Blank();
            switch (Peek())
            {
                case '{':
                    return Object(path, depth);
                case '[':
                    return Array(path, depth);
                case '"':
                    return Text();
                case 't':
                    Literal("true");
                    return true;
                case 'f':
                    Literal("false");
                    return false;
                case 'n':
                    Literal("null");
                    return null;
                case '-' or (>= '0' and <= '9'):
                    return Number();
                default:
                    throw Bad("looking for beginning of value");
            }
        }

        private JsonObject Object(string path, int depth)
        {
            _at++;
            var members = new JsonObject();
            Blank();
            if (Peek() == '}')
            {
                _at++;
                return members;
            }

            while (true)
            {
                Blank();
                if (Peek() != '"')
                    throw Bad("looking for beginning of object key string");
                var name = Text();
                var below = path.Length == 0 ? name : $"{path}.{name}";
                Blank();
                if (Peek() != ':')
                    throw Bad("after object key");
                _at++;
                var value = Value(below, depth + 1);
                if (members.ContainsKey(name) && !_duplicates.Contains(below))
                    _duplicates.Add(below);
                members[name] = value;
                Blank();
                switch (Peek())
                {
                    case ',':
                        _at++;
                        continue;
                    case '}':
                        _at++;
                        return members;
                    default:
                        throw Bad("after object key:value pair");
                }
            }
        }

        private JsonArray Array(string path, int depth)
        {
            _at++;
            var items = new JsonArray();
            Blank();
            if (Peek() == ']')
            {
                _at++;
                return items;
            }

            while (true)
            {
                items.Add(Value($"{path}[{items.Count}]", depth + 1));
                Blank();
                switch (Peek())
                {
                    case ',':
                        _at++;
                        continue;
                    case ']':
                        _at++;
                        return items;
                    default:
                        throw Bad("after array element");
                }
            }
        }

        private string Text()
        {
            _at++;
            var builder = new StringBuilder();
            while (true)
            {
                var c = Peek();
                if (c == '"')
                {
                    _at++;
                    return Sound(builder.ToString());
                }

                if (c < ' ')
                    throw Bad("in string literal");
                _at++;
                builder.Append(c == '\\' ? Escape() : c);
            }
        }

        /// <summary>Half a character is none: Go puts U+FFFD in its place.</summary>
        private static string Sound(string text) => text.AsSpan().IndexOfAnyInRange('\ud800', '\udfff') < 0 ? text : string.Concat(text.EnumerateRunes().Select(rune => rune.ToString()));

        private char Escape()
        {
            var c = Peek();
            if (c == 'u')
            {
                _at++;
                var code = 0;
                for (var digit = 0; digit < 4; digit++)
                {
                    if (!char.IsAsciiHexDigit(Peek()))
                        throw Bad("in \\u hexadecimal character escape");
                    code = (code * 16) + int.Parse(text.AsSpan(_at++, 1), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
                }

                return (char)code;
            }

            var index = "\"\\/bfnrt".IndexOf(c, StringComparison.Ordinal);
            if (index < 0)
                throw Bad("in string escape code");
            _at++;
            return "\"\\/\b\f\n\r\t"[index];
        }

        private JsonNode Number()
        {
            var start = _at;
            if (text[_at] == '-')
            {
                _at++;
                if (!char.IsAsciiDigit(Peek()))
                    throw Bad("in numeric literal");
            }

            if (text[_at] == '0')
                _at++;
            else
                Digits();
            if (_at < text.Length && text[_at] == '.')
            {
                _at++;
                if (!char.IsAsciiDigit(Peek()))
                    throw Bad("after decimal point in numeric literal");
                Digits();
            }

            if (_at < text.Length && text[_at] is 'e' or 'E')
            {
                _at++;
                if (_at < text.Length && text[_at] is '+' or '-')
                    _at++;
                if (!char.IsAsciiDigit(Peek()))
                    throw Bad("in exponent of numeric literal");
                Digits();
            }

            var literal = text[start.._at];
            if (double.IsInfinity(double.Parse(literal, CultureInfo.InvariantCulture)))
                throw new FormatException($"json: cannot unmarshal number {literal} into Go value of type float64");
            return JsonNode.Parse(literal)!;
        }

        private void Digits()
        {
            while (_at < text.Length && char.IsAsciiDigit(text[_at]))
                _at++;
        }

        private void Literal(string literal)
        {
            for (var index = 1; index < literal.Length; index++)
            {
                _at++;
                if (_at >= text.Length)
                    throw new FormatException("unexpected end of JSON input");
                if (text[_at] != literal[index])
                    throw Bad($"in literal {literal} (expecting '{literal[index]}')");
            }

            _at++;
        }

        private void Blank()
        {
            while (_at < text.Length && text[_at] is ' ' or '\t' or '\n' or '\r')
                _at++;
        }

        private char Peek() => _at < text.Length ? text[_at] : throw new FormatException("unexpected end of JSON input");

        private FormatException Bad(string where)
        {
            var c = char.IsHighSurrogate(text[_at]) && _at + 1 < text.Length ? text.Substring(_at, 2) : text[_at].ToString();
            var quoted = c switch { "'" => "'\\''", "\"" => "'\"'", _ => $"'{GoText.Quote(c)[1..^1]}'" };
            return new($"invalid character {quoted} {where}");
        }
    }
}
