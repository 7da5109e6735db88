using System.Text;
using Firesteel.Embedded.Node.PodLogs;

namespace Firesteel.Tests.Embedded.Node.PodLogs;

public sealed class LogFramingTests
{
    [Fact]
    public void A_head_is_as_container_runtimes_write_it_and_reads_back()
    {
        Span<byte> entry = new byte[64];
        var length = LogFraming.WriteHead(entry, new DateTimeOffset(2026, 11, 21, 16, 5, 6, TimeSpan.Zero).AddTicks(1234567), "stderr", partial: true);
        length.ShouldBe(LogFraming.HeadLength);
        "text"u8.CopyTo(entry[length..]);
        entry = entry[..(length + 4)];
        Encoding.ASCII.GetString(entry).ShouldBe("2026-11-21T16:05:06.123456700Z stderr P text");
        LogFraming.TryRead(entry, out var time, out var text, out var partial).ShouldBeTrue();
        partial.ShouldBeTrue();
        Encoding.ASCII.GetString(text).ShouldBe("text");
        LogFraming.ReadTime(time)!.Value.Ticks.ShouldBe(new DateTimeOffset(2026, 11, 21, 16, 5, 6, TimeSpan.Zero).AddTicks(1234567).Ticks);
    }

    [Theory, InlineData(""), InlineData("no frame"), InlineData("a b"), InlineData("a b F")]
    public void What_no_runtime_wrote_is_refused(string line) => LogFraming.TryRead(Encoding.ASCII.GetBytes(line), out _, out _, out _).ShouldBeFalse();
}
