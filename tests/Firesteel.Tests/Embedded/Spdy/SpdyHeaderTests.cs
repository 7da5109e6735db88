using Firesteel.Embedded.Spdy;

namespace Firesteel.Tests.Embedded.Spdy;

public sealed class SpdyHeaderTests
{
    /// <summary>Two blocks of one connection, compressed by zlib with the protocol's dictionary: the headers of a forwarded connection's two streams.</summary>
    private static readonly string[] FromZlib =
    [
        "78f9e3c6a7c202253a703a2b294a4dcc851625aca9a0808614cb45e01c6061606100a4398b20d198094ade8c0600000000ffff",
        "c2aa19540e2512d60b000000ffff",
    ];

    [Fact]
    public void The_dictionary_is_the_protocols()
    {
        SpdyDictionary.Bytes.Length.ShouldBe(1423);
        Adler32(SpdyDictionary.Bytes.Span).ShouldBe(0xe3c6a7c2u);
    }

    [Fact]
    public void Blocks_build_on_those_before()
    {
        using var inflater = new HeaderInflater();
        inflater.Read(Convert.FromHexString(FromZlib[0])).ShouldBe(new Dictionary<string, string> { ["streamtype"] = "error", ["port"] = "8080", ["requestid"] = "0" }, ignoreOrder: true);
        inflater.Read(Convert.FromHexString(FromZlib[1]))["streamtype"].ShouldBe("data");
    }

    [Fact]
    public void What_this_side_writes_can_be_read()
    {
        var deflater = new HeaderDeflater();
        using var inflater = new HeaderInflater();
        inflater.Read(deflater.Write(new Dictionary<string, string>())).ShouldBeEmpty();
        inflater.Read(deflater.Write(new Dictionary<string, string> { ["Status"] = "200 ö" }))["status"].ShouldBe("200 ö");
    }

    [Fact]
    public void Damage_is_said_and_nothing_else_happens()
    {
        var random = new Random(1);
        for (var round = 0; round < 2000; round++)
        {
            var block = Convert.FromHexString(FromZlib[0]);
            for (var flips = random.Next(1, 4); flips > 0; flips--)
                block[random.Next(block.Length)] = (byte)random.Next(256);
            using var inflater = new HeaderInflater();
            try
            {
                _ = inflater.Read(block.AsSpan(0, random.Next(block.Length + 1)));
            }
            catch (SpdyException)
            {
                // That is what it is for.
            }
        }
    }

    private static uint Adler32(ReadOnlySpan<byte> bytes)
    {
        uint a = 1, b = 0;
        foreach (var value in bytes)
            (a, b) = ((a + value) % 65521, (b + a + value) % 65521);
        return (b << 16) | a;
    }
}
