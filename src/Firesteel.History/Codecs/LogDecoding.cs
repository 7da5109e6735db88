namespace Firesteel.History.Codecs;

/// <summary>Opens stored bytes as text, trusting the first bytes more than the name: mislabelled logs occur (compaction writes plain text under a <c>.zstd</c> name).</summary>
public static class LogDecoding
{
    private const int MagicSize = 10;

    /// <summary>The codec that the first bytes show, or null if they show none that is known.</summary>
    public static LogCodec? Recognise(ReadOnlySpan<byte> head)
    {
        if (head.StartsWith<byte>([0x28, 0xB5, 0x2F, 0xFD]) || (head.Length >= 4 && (head[0] & 0xF0) == 0x50 && head[1..4].SequenceEqual<byte>([0x2A, 0x4D, 0x18])))
            return LogCodec.Zstd; // a frame, or a skippable frame
        if (head.StartsWith(Lz4BlockDecoder.Magic))
            return LogCodec.Lz4;
        if (head.StartsWith(SnappyDecoder.JavaMagic) || head.StartsWith(SnappyDecoder.FramedMagic))
            return LogCodec.Snappy;
        if (head.StartsWith(LzfDecoder.Magic) && head.Length > 2 && head[2] <= 1)
            return LogCodec.Lzf;
        return head.TrimStart("\uFEFF \t\r\n"u8) is [(byte)'{', ..] ? LogCodec.Plain : null;
    }

    /// <summary>A stream of decoded bytes; it owns <paramref name="stored"/>. The codec is what the bytes show, else what the name says.</summary>
    public static Stream Open(Stream stored, LogCodec byName, out LogCodec codec)
    {
        var head = new byte[MagicSize];
        var read = stored.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        codec = Recognise(head.AsSpan(0, read)) ?? byName;
        Stream whole = new PrefixedStream(head.AsMemory(0, read), stored);
        return codec switch
        {
            LogCodec.Zstd => new ZstdDecoder(whole),
            LogCodec.Lz4 => new Lz4BlockDecoder(whole),
            LogCodec.Snappy => new SnappyDecoder(whole),
            LogCodec.Lzf => new LzfDecoder(whole),
            _ => whole,
        };
    }
}
