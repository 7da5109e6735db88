using System.Buffers.Binary;

namespace Firesteel.Embedded.ApiServer.Wire;

/// <summary>Reads protobuf fields from a span.</summary>
internal ref struct ProtobufReader(ReadOnlySpan<byte> data)
{
    private ReadOnlySpan<byte> _rest = data;

    public int Number { get; private set; }
    public int WireType { get; private set; }

    /// <summary>Of a varint or fixed field.</summary>
    public ulong Value { get; private set; }

    /// <summary>Of a length-delimited field.</summary>
    public ReadOnlySpan<byte> Bytes { get; private set; }

    /// <exception cref="WireException">The data ends inside a field or has a type that protobuf does not know.</exception>
    public bool Next()
    {
        if (_rest.IsEmpty)
            return false;
        var tag = Varint();
        Number = (int)(tag >> 3);
        WireType = (int)(tag & 7);
        Value = 0;
        Bytes = default;
        if (Number <= 0)
            throw new WireException($"proto: illegal tag {Number} (wire type {WireType})");
        switch (WireType)
        {
            case 0:
                Value = Varint();
                break;
            case 1:
                Value = BinaryPrimitives.ReadUInt64LittleEndian(Take(8));
                break;
            case 2:
                var length = Varint();
                if (length > int.MaxValue)
                    throw new WireException("proto: negative length found during unmarshaling");
                Bytes = Take((int)length);
                break;
            case 5:
                Value = BinaryPrimitives.ReadUInt32LittleEndian(Take(4));
                break;
            default:
                throw new WireException($"proto: illegal wireType {WireType}");
        }

        return true;
    }

    private ReadOnlySpan<byte> Take(int length)
    {
        if (_rest.Length < length)
            throw new WireException("unexpected EOF");
        var taken = _rest[..length];
        _rest = _rest[length..];
        return taken;
    }

    private ulong Varint()
    {
        ulong value = 0;
        for (var shift = 0; shift < 64; shift += 7)
        {
            if (_rest.IsEmpty)
                throw new WireException("unexpected EOF");
            var b = _rest[0];
            _rest = _rest[1..];
            value |= (ulong)(b & 0x7f) << shift;
            if (b < 0x80)
                return value;
        }

        throw new WireException("proto: integer overflow");
    }
}
