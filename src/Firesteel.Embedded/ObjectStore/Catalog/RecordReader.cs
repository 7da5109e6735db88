using System.Collections.Immutable;
using System.Text;

namespace Firesteel.Embedded.ObjectStore.Catalog;

/// <summary>Reads what <see cref="RecordWriter"/> wrote.</summary>
internal ref struct RecordReader(ReadOnlySpan<byte> bytes)
{
    private ReadOnlySpan<byte> _rest = bytes;

    public delegate T ReadItem<T>(ref RecordReader reader);

    public long Number()
    {
        ulong value = 0;
        for (var shift = 0; shift < 64; shift += 7)
        {
            var next = _rest[0];
            _rest = _rest[1..];
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80)
                break;
        }

        return (long)(value >> 1) ^ -(long)(value & 1);
    }

    public bool Flag() => Number() != 0;

    public string? OptionalText()
    {
        var length = (int)Number();
        if (length < 0)
            return null;
        var text = Encoding.UTF8.GetString(_rest[..length]);
        _rest = _rest[length..];
        return text;
    }

    public string Text() => OptionalText() ?? "";

    /// <summary>Valid as long as the record is.</summary>
    public ReadOnlySpan<byte> Bytes()
    {
        var length = (int)Number();
        var bytes = _rest[..length];
        _rest = _rest[length..];
        return bytes;
    }

    public Guid Id()
    {
        var id = new Guid(_rest[..16], bigEndian: true);
        _rest = _rest[16..];
        return id;
    }

    public DateTimeOffset Time() => DateTimeOffset.FromUnixTimeMilliseconds(Number());

    public DateTimeOffset? OptionalTime() => Number() is var time && time == long.MinValue ? null : DateTimeOffset.FromUnixTimeMilliseconds(time);

    public ImmutableArray<T> Each<T>(ReadItem<T> read)
    {
        var count = (int)Number();
        var items = ImmutableArray.CreateBuilder<T>(count);
        for (var i = 0; i < count; i++)
            items.Add(read(ref this));
        return items.MoveToImmutable();
    }
}
