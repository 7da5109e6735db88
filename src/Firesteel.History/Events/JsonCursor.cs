using System.Buffers;
using System.Buffers.Text;
using System.Text;

namespace Firesteel.History.Events;

/// <summary>
/// Walks over one line of JSON forward only, without tokens or copies: an event is taken apart by the code that knows its fields,
/// everything else is skipped with vector searches. Texts come unescaped and are valid until the next text is read.
/// </summary>
internal ref struct JsonCursor(ReadOnlySpan<byte> text, JsonScratch scratch)
{
    private const int MaxDepth = 4096;
    private static readonly SearchValues<byte> Structure = SearchValues.Create("\"{}[]"u8);

    private readonly ReadOnlySpan<byte> text = text;
    private int at;

    public readonly int Position => at;

    public readonly ReadOnlySpan<byte> Rest => text[at..];

    public readonly bool AtEnd => text[at..].Trim(" \t\r\n"u8).IsEmpty;

    public void MoveTo(int position) => at = position;

    public void Advance(int count) => at += count;

    /// <summary>Steps into an object. False, and stepped over, if the value is null or of another kind.</summary>
    public bool EnterObject() => Enter((byte)'{');

    public bool EnterArray() => Enter((byte)'[');

    /// <summary>The next property's name, or false after stepping out of the object.</summary>
    public bool NextProperty(out ReadOnlySpan<byte> name)
    {
        var next = Peek();
        if (next == ',')
        {
            at++;
            next = Peek();
        }

        if (next == '}')
        {
            at++;
            name = default;
            return false;
        }

        name = ReadText(ref scratch.Name);
        if (Peek() != ':')
            throw Bad("a property without a value");
        at++;
        return true;
    }

    /// <summary>True if the cursor stands before a further element; false after stepping out of the array.</summary>
    public bool NextElement()
    {
        var next = Peek();
        if (next == ',')
        {
            at++;
            next = Peek();
        }

        if (next != ']')
            return true;
        at++;
        return false;
    }

    /// <summary>Kind of the next value by its first byte.</summary>
    public byte Peek()
    {
        while (at < text.Length)
        {
            var next = text[at];
            if (next > ' ')
                return next;
            at++;
        }

        throw Bad("the line ends too early");
    }

    public bool TryNull()
    {
        if (Peek() != 'n')
            return false;
        Skip();
        return true;
    }

    /// <summary>A number, or a text that holds one; 0 for anything else (old logs hold both).</summary>
    public long Long()
    {
        var first = Peek();
        if (first == '"')
            return ParseLong(ReadText(ref scratch.Text));
        var start = at;
        var negative = first == '-';
        if (negative)
            at++;
        long value = 0;
        while (at < text.Length && (uint)(text[at] - '0') <= 9)
            value = (value * 10) + (text[at++] - '0');
        if (at < text.Length && at > start && text[at] is not ((byte)'.' or (byte)'e' or (byte)'E'))
        {
            if (at > start + (negative ? 1 : 0))
                return negative ? -value : value;
        }

        at = start;
        var number = text.Slice(at, NumberLength());
        if (number.IsEmpty)
        {
            Skip();
            return 0;
        }

        at += number.Length;
        return Utf8Parser.TryParse(number, out double wide, out _) ? (long)wide : 0;
    }

    public int Int() => (int)Long();

    public double Double()
    {
        var first = Peek();
        if (first == '"')
            return Utf8Parser.TryParse(ReadText(ref scratch.Text), out double quoted, out _) ? quoted : double.NaN;
        var number = text.Slice(at, NumberLength());
        if (number.IsEmpty)
        {
            Skip();
            return 0;
        }

        at += number.Length;
        return Utf8Parser.TryParse(number, out double value, out _) ? value : 0;
    }

    public bool Bool()
    {
        var value = Peek() == 't';
        Skip();
        return value;
    }

    /// <summary>A text's bytes, unescaped; empty for null. A number or literal gives its own characters, an object or array its JSON.</summary>
    public ReadOnlySpan<byte> Text()
    {
        var first = Peek();
        if (first == '"')
            return ReadText(ref scratch.Text);
        var start = at;
        Skip();
        return first == 'n' ? default : text[start..at];
    }

    public string String() => Encoding.UTF8.GetString(Text());

    public string? OptionalString() => TryNull() ? null : String();

    public void Skip()
    {
        var first = Peek();
        switch (first)
        {
            case (byte)'"':
                SkipText();
                break;
            case (byte)'{' or (byte)'[':
                SkipNested();
                break;
            default:
                var length = LiteralLength();
                if (length == 0)
                    throw Bad("no value");
                at += length;
                break;
        }
    }

    public readonly MalformedEventException Bad(string what) => new(what, at);

    private bool Enter(byte open)
    {
        if (Peek() == open)
        {
            at++;
            return true;
        }

        Skip();
        return false;
    }

    private void SkipNested()
    {
        var depth = 0;
        while (true)
        {
            var next = text[at..].IndexOfAny(Structure);
            if (next < 0)
                throw Bad("the line ends inside an object");
            at += next;
            switch (text[at])
            {
                case (byte)'"':
                    SkipText();
                    continue;
                case (byte)'{' or (byte)'[':
                    if (++depth > MaxDepth)
                        throw Bad("nested too deeply");
                    at++;
                    continue;
                default:
                    at++;
                    if (--depth == 0)
                        return;
                    continue;
            }
        }
    }

    private void SkipText()
    {
        at++;
        while (true)
        {
            var next = text[at..].IndexOfAny((byte)'"', (byte)'\\');
            if (next < 0)
                throw Bad("the line ends inside a text");
            at += next;
            if (text[at] == '"')
            {
                at++;
                return;
            }

            at += 2;
            if (at > text.Length)
                throw Bad("the line ends inside a text");
        }
    }

    private ReadOnlySpan<byte> ReadText(ref byte[] room)
    {
        if (Peek() != '"')
            throw Bad("a text was expected");
        var start = at + 1;
        var end = text[start..].IndexOfAny((byte)'"', (byte)'\\');
        if (end < 0)
            throw Bad("the line ends inside a text");
        if (text[start + end] == '"')
        {
            at = start + end + 1;
            return text.Slice(start, end);
        }

        SkipText();
        var escaped = text[start..(at - 1)];
        if (room.Length < escaped.Length)
            room = new byte[Math.Max(escaped.Length, room.Length * 2)];
        return room.AsSpan(0, JsonEscapes.Decode(escaped, room));
    }

    private readonly int NumberLength() => text[at..].IndexOfAnyExcept("+-0123456789.eE"u8) is var end and >= 0 ? end : text.Length - at;

    private readonly int LiteralLength()
    {
        var end = text[at..].IndexOfAny(",}] \t\r\n"u8);
        return end >= 0 ? end : text.Length - at;
    }

    private static long ParseLong(ReadOnlySpan<byte> digits) => Utf8Parser.TryParse(digits, out long value, out _) ? value : 0;
}
