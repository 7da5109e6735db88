using System.Text;

namespace Firesteel.History.Store;

/// <summary>Reads what <see cref="ArchiveWriter"/> wrote. Throws <see cref="InvalidDataException"/> on damage.</summary>
internal sealed class ArchiveReader(byte[] bytes) : Archive
{
    private readonly List<string> texts = [];
    private int position;

    public override bool Reading => true;

    public override long Value(long value)
    {
        ulong result = 0;
        for (var shift = 0; shift < 70; shift += 7)
        {
            if (position >= bytes.Length)
                throw new InvalidDataException("a store file that ends early");
            var next = bytes[position++];
            result |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80)
                return (long)(result >> 1) ^ -(long)(result & 1);
        }

        throw new InvalidDataException("a damaged store file");
    }

    public override string? OptionalText(string? value)
    {
        var number = Value(0L);
        if (number == 0)
            return null;
        if (number > 1)
            return number - 2 < texts.Count ? texts[(int)number - 2] : throw new InvalidDataException("a damaged store file");
        var text = Encoding.UTF8.GetString(Take());
        texts.Add(text);
        return text;
    }

    public override byte[] Bytes(byte[] value) => Take().ToArray();

    private ReadOnlySpan<byte> Take()
    {
        var length = Value(0L);
        if (length < 0 || length > bytes.Length - position)
            throw new InvalidDataException("a damaged store file");
        var span = bytes.AsSpan(position, (int)length);
        position += (int)length;
        return span;
    }
}
