using System.Text;
using Firesteel.History.Codecs;

namespace Firesteel.History.Store.Sql;

/// <summary>A long text that is rarely looked at (plan descriptions): kept as zstd.</summary>
public sealed class CompressedText
{
    private const int WorthIt = 512;

    private readonly byte[] bytes;
    private readonly int length;

    private CompressedText(byte[] bytes, int length)
    {
        this.bytes = bytes;
        this.length = length;
    }

    public static CompressedText Empty { get; } = new([], 0);

    /// <summary>Size of the text, in UTF-8 bytes.</summary>
    public int Length => length;

    public static CompressedText Of(ReadOnlySpan<byte> utf8) =>
        utf8.Length < WorthIt ? new(utf8.ToArray(), utf8.Length) : new(ZstdBlock.Compress(utf8), utf8.Length);

    public override string ToString() => Encoding.UTF8.GetString(length < WorthIt ? bytes : ZstdBlock.Decompress(bytes, length));

    internal CompressedText Describe(Archive archive)
    {
        var size = archive.Count(length);
        return new(archive.Bytes(bytes), size);
    }
}
