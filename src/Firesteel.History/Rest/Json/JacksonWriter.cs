using System.Buffers;
using System.Globalization;
using System.Text;

namespace Firesteel.History.Rest.Json;

/// <summary>
/// JSON as Jackson's default pretty printer writes it (<c>"name" : value</c>, arrays of values on one line), so that answers are equal
/// to Spark's byte by byte. Nulls are left out by the caller.
/// </summary>
internal sealed class JacksonWriter(IBufferWriter<byte> output)
{
    private int depth;
    private bool first = true;

    public void StartObject() => Open((byte)'{');

    public void EndObject() => Close((byte)'}', inArray: false);

    public void StartArray() => Open((byte)'[');

    public void EndArray() => Close((byte)']', inArray: true);

    public void Name(string name)
    {
        if (!first)
            Raw(","u8);
        Line();
        Quoted(name);
        Raw(" : "u8);
        first = false;
    }

    /// <summary>Before each element of an array.</summary>
    public void Element()
    {
        Raw(first ? " "u8 : ", "u8);
        first = false;
    }

    public void Value(long value)
    {
        var span = output.GetSpan(20);
        value.TryFormat(span, out var written, provider: CultureInfo.InvariantCulture);
        output.Advance(written);
    }

    public void Value(bool value)
    {
        Raw(value ? "true"u8 : "false"u8);
    }

    public void Value(double value)
    {
        Raw(Encoding.ASCII.GetBytes(JavaDouble.ToString(value)));
    }

    public void Value(string value)
    {
        Quoted(value);
    }

    public void Property(string name, long value)
    {
        Name(name);
        Value(value);
    }

    public void Property(string name, bool value)
    {
        Name(name);
        Value(value);
    }

    public void Property(string name, double value)
    {
        Name(name);
        Value(value);
    }

    /// <summary>Left out if null.</summary>
    public void Property(string name, string? value)
    {
        if (value is null)
            return;
        Name(name);
        Value(value);
    }

    /// <summary>A moment in epoch ms; left out if unknown (negative).</summary>
    public void Date(string name, long time)
    {
        if (time >= 0)
            Moment(name, time);
    }

    /// <summary>A moment in epoch ms, whatever it is.</summary>
    public void Moment(string name, long time)
    {
        Name(name);
        Value(SparkDate.Format(time));
    }

    public void List<T>(string name, IEnumerable<T> items, Action<JacksonWriter, T> write)
    {
        Name(name);
        Array(items, write);
    }

    public void Array<T>(IEnumerable<T> items, Action<JacksonWriter, T> write)
    {
        StartArray();
        foreach (var item in items)
        {
            Element();
            write(this, item);
        }

        EndArray();
    }

    public void Numbers(string name, IEnumerable<int> values) => List(name, values, (writer, value) => writer.Value((long)value));

    public void Numbers(string name, IEnumerable<double> values) => List(name, values, (writer, value) => writer.Value(value));

    public void Texts(string name, IEnumerable<string> values) => List(name, values, (writer, value) => writer.Value(value));

    public void Map<T>(string name, IEnumerable<KeyValuePair<string, T>> entries, Action<JacksonWriter, T> write)
    {
        Name(name);
        StartObject();
        foreach (var (key, value) in entries)
        {
            Name(key);
            write(this, value);
        }

        EndObject();
    }

    public void Texts(string name, IEnumerable<KeyValuePair<string, string>> entries) => Map(name, entries, (writer, value) => writer.Value(value));

    public void Counts(string name, IEnumerable<KeyValuePair<string, int>> entries) => Map(name, entries, (writer, value) => writer.Value((long)value));

    private void Open(byte bracket)
    {
        Byte(bracket);
        if (bracket == '{')
            depth++;
        first = true;
    }

    private void Close(byte bracket, bool inArray)
    {
        if (!inArray)
            depth--;
        if (first || inArray)
            Raw(" "u8);
        else
            Line();
        Byte(bracket);
        first = false;
    }

    private void Line()
    {
        var span = output.GetSpan(1 + (depth * 2));
        span[0] = (byte)'\n';
        span.Slice(1, depth * 2).Fill((byte)' ');
        output.Advance(1 + (depth * 2));
    }

    private void Quoted(string text)
    {
        Byte((byte)'"');
        var rest = text.AsSpan();
        while (!rest.IsEmpty)
        {
            var plain = rest.IndexOfAny(JsonSpecials.Escaped);
            if (plain < 0)
                plain = rest.Length;
            if (plain > 0)
                Utf8(rest[..plain]);
            if (plain == rest.Length)
                break;
            Raw(JsonSpecials.Escape(rest[plain]));
            rest = rest[(plain + 1)..];
        }

        Byte((byte)'"');
    }

    private void Utf8(ReadOnlySpan<char> text)
    {
        const int Piece = 16 * 1024;
        while (text.Length > Piece)
        {
            var cut = char.IsHighSurrogate(text[Piece - 1]) ? Piece - 1 : Piece;
            Utf8(text[..cut]);
            text = text[cut..];
        }

        var span = output.GetSpan(text.Length * 3);
        output.Advance(Encoding.UTF8.GetBytes(text, span));
    }

    private void Byte(byte value)
    {
        output.GetSpan(1)[0] = value;
        output.Advance(1);
    }

    private void Raw(ReadOnlySpan<byte> bytes) => output.Write(bytes);
}
