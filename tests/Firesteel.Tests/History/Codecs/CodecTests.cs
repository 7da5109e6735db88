using Firesteel.History.Codecs;
using Firesteel.Tests.History.Rest;

namespace Firesteel.Tests.History.Codecs;

public sealed class CodecTests
{
    [Fact]
    public void One_log_in_every_codec_decodes_to_the_same_text()
    {
        var files = Directory.GetFiles(Path.Combine(CaseFolder.OwnRoot, "logs", "3.5.7-codecs")).Where(file => !file.EndsWith(".json", StringComparison.Ordinal)).ToList();
        files.Count.ShouldBe(5);
        files.Select(file => Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(Decode(File.ReadAllBytes(file), Path.GetFileName(file))))).Distinct().Count().ShouldBe(1);
    }

    [Fact]
    public void A_wrong_extension_is_overruled_by_the_bytes()
    {
        var file = Directory.GetFiles(Path.Combine(CaseFolder.OwnRoot, "logs", "3.5.7-codecs"), "*.zstd").Single();
        var bytes = File.ReadAllBytes(file);
        foreach (var name in new[] { "x", "x.lz4", "x.snappy", "x.lzf" })
            Decode(bytes, name).Length.ShouldBe(Decode(bytes, "x.zstd").Length);
    }

    [Theory, InlineData(LogCodec.Zstd), InlineData(LogCodec.Lz4), InlineData(LogCodec.Snappy), InlineData(LogCodec.Lzf)]
    public void A_cut_stream_gives_what_was_before_the_cut(LogCodec codec)
    {
        var file = Directory.GetFiles(Path.Combine(CaseFolder.OwnRoot, "logs", "3.5.7-codecs"), "*." + codec.ToString().ToLowerInvariant()).Single();
        var bytes = File.ReadAllBytes(file);
        var whole = Decode(bytes, file);
        foreach (var cut in new[] { bytes.Length / 3, bytes.Length / 2, bytes.Length - 7 })
        {
            using var text = LogDecoding.Open(new MemoryStream(bytes, 0, cut), codec, out _);
            var got = new MemoryStream();
            try
            {
                text.CopyTo(got);
            }
            catch (DamagedLogException bad)
            {
                bad.Truncated.ShouldBeTrue();
            }

            got.Length.ShouldBeGreaterThan(0); // whole blocks only: they hold up to 128 KiB of text
            whole.AsSpan().StartsWith(got.ToArray()).ShouldBeTrue();
        }
    }

    [Fact]
    public void A_bomb_is_stopped()
    {
        var bomb = new MemoryStream();
        using (var encoder = new ZstdEncoder(bomb))
        {
            var zeros = new byte[1 << 20];
            for (var i = 0; i < 200; i++)
                encoder.Write(zeros);
        }

        using var text = LogDecoding.Open(new MemoryStream(bomb.ToArray()), LogCodec.Zstd, out _);
        var read = 0L;
        var buffer = new byte[1 << 16];
        Should.Throw<DamagedLogException>(() =>
        {
            for (var count = text.Read(buffer); count > 0; count = text.Read(buffer))
                read += count;
        }).Truncated.ShouldBeFalse();
        read.ShouldBeLessThan(100L << 20);
    }

    [Theory]
    [InlineData("app", LogCodec.Plain, true)]
    [InlineData("app.inprogress", LogCodec.Plain, true)]
    [InlineData("app_1.zstd.inprogress", LogCodec.Zstd, true)]
    [InlineData("events_2_app.lz4.compact", LogCodec.Lz4, true)]
    [InlineData("app.codec9", LogCodec.Plain, false)]
    [InlineData("notes.txt", LogCodec.Plain, false)]
    public void Names_tell_codecs(string name, LogCodec expected, bool known)
    {
        CodecNames.TryFromFileName(name, out var codec).ShouldBe(known);
        codec.ShouldBe(expected);
    }

    private static byte[] Decode(byte[] stored, string name)
    {
        _ = CodecNames.TryFromFileName(Path.GetFileName(name), out var byName);
        using var text = LogDecoding.Open(new MemoryStream(stored), byName, out _);
        var result = new MemoryStream();
        text.CopyTo(result);
        return result.ToArray();
    }
}
