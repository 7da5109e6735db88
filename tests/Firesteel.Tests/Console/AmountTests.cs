using Firesteel.Console.Formats;

namespace Firesteel.Tests.Console;

public sealed class AmountTests
{
    [Theory]
    [InlineData(-1, "–")]
    [InlineData(0, "0 ms")]
    [InlineData(999, "999 ms")]
    [InlineData(1500, "1.5 s")]
    [InlineData(61_000, "1 min 1 s")]
    [InlineData(7_260_000, "2 h 1 min")]
    [InlineData(90_000_000, "1 d 1 h")]
    public void Durations(double ms, string text) => Amount.Duration(ms).ShouldBe(text);

    [Theory]
    [InlineData(0, "0 B")]
    [InlineData(1023, "1023 B")]
    [InlineData(1536, "1.5 KiB")]
    [InlineData(3L << 40, "3 TiB")]
    public void Sizes(double bytes, string text) => Amount.Size(bytes).ShouldBe(text);

    [Fact]
    public void Moments_of_broken_clocks_are_still_text()
    {
        Amount.Moment(long.MaxValue).ShouldStartWith("9999-12-31");
        Amount.Moment(long.MinValue).ShouldBe("–");
    }
}
