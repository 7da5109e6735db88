using System.Buffers.Binary;
using System.Text;

namespace Firesteel.Embedded.Spdy;

/// <summary>Writes header blocks as stored blocks of one zlib stream: replies have next to no headers, compressing them buys nothing.</summary>
internal sealed class HeaderDeflater
{
    private bool _begun;

    public byte[] Write(IReadOnlyDictionary<string, string> headers)
    {
        using var plain = new MemoryStream();
        WriteLength(plain, headers.Count);
        foreach (var (name, value) in headers)
        {
            foreach (var text in (string[])[name.ToLowerInvariant(), value])
            {
                var bytes = Encoding.UTF8.GetBytes(text);
                WriteLength(plain, bytes.Length);
                plain.Write(bytes);
            }
        }

        using var block = new MemoryStream();
        if (!_begun)
            block.Write([0x78, 0x01]);
        _begun = true;
        var length = (int)plain.Length;
        block.Write([0, (byte)length, (byte)(length >> 8), (byte)~length, (byte)(~length >> 8)]);
        plain.WriteTo(block);
        block.Write([0, 0, 0, 0xFF, 0xFF]); // an empty block: Go's decoder hands on what it has only then
        return block.ToArray();
    }

    private static void WriteLength(MemoryStream target, int length)
    {
        Span<byte> bytes = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(bytes, length);
        target.Write(bytes);
    }
}
