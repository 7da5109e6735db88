using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace Firesteel.Embedded.Spdy;

/// <summary>
/// Reads header blocks: one zlib stream over the whole connection, primed with <see cref="SpdyDictionary"/>.
/// .NET's decoder takes no dictionary, so the dictionary is put before the data as a stored block and its output thrown away.
/// </summary>
internal sealed class HeaderInflater : IDisposable
{
    private const int LongestBlock = 64 * 1024;
    private const int ZlibHeader = 2;
    private const int DictionaryId = 4;

    private readonly FedStream _source = new();
    private readonly DeflateStream _inflate;
    private bool _begun;

    public HeaderInflater() => _inflate = new(_source, CompressionMode.Decompress, leaveOpen: true);

    /// <exception cref="SpdyException">The block is damaged or too long.</exception>
    public Dictionary<string, string> Read(ReadOnlySpan<byte> block)
    {
        if (!_begun)
            block = Begin(block);
        _source.Feed(block);
        return Parse(Inflate(LongestBlock));
    }

    public void Dispose() => _inflate.Dispose();

    private ReadOnlySpan<byte> Begin(ReadOnlySpan<byte> block)
    {
        const int HasDictionary = 0x20;
        if (block.Length < ZlibHeader || (block[0] & 0x0F) != 8)
            throw new SpdyException("a header block does not begin as zlib does");
        _begun = true;
        if ((block[1] & HasDictionary) == 0)
            return block[ZlibHeader..];
        var dictionary = SpdyDictionary.Bytes.Span;
        Span<byte> stored = [0, (byte)dictionary.Length, (byte)(dictionary.Length >> 8), (byte)~dictionary.Length, (byte)(~dictionary.Length >> 8)];
        _source.Feed(stored);
        _source.Feed(dictionary);
        Inflate(dictionary.Length);
        return block.Length < ZlibHeader + DictionaryId ? throw new SpdyException("a header block is cut") : block[(ZlibHeader + DictionaryId)..];
    }

    private byte[] Inflate(int most)
    {
        using var output = new MemoryStream();
        var buffer = new byte[4096];
        try
        {
            for (int read; (read = _inflate.Read(buffer)) > 0;)
            {
                output.Write(buffer, 0, read);
                if (output.Length > most)
                    throw new SpdyException($"a header block is longer than {most} bytes");
            }
        }
        catch (InvalidDataException damaged)
        {
            throw new SpdyException($"a header block is damaged: {damaged.Message}");
        }

        return output.ToArray();
    }

    private static Dictionary<string, string> Parse(ReadOnlySpan<byte> block)
    {
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        for (var left = TakeLength(ref block); left > 0; left--)
        {
            var name = TakeText(ref block);
            headers[name] = TakeText(ref block);
        }

        return headers;
    }

    private static string TakeText(ref ReadOnlySpan<byte> block)
    {
        var length = TakeLength(ref block);
        if (length > block.Length)
            throw new SpdyException("a header block is cut");
        var text = Encoding.UTF8.GetString(block[..length]);
        block = block[length..];
        return text;
    }

    private static int TakeLength(ref ReadOnlySpan<byte> block)
    {
        if (block.Length < 4 || BinaryPrimitives.ReadInt32BigEndian(block) is < 0 or > LongestBlock)
            throw new SpdyException("a header block is cut");
        var length = BinaryPrimitives.ReadInt32BigEndian(block);
        block = block[4..];
        return length;
    }
}
