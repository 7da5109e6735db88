using System.Globalization;
using Firesteel.Embedded.Node.Scheduling;

namespace Firesteel.Tests.Embedded.Node.Scheduling;

public sealed class ResourceAmountTests
{
    [Theory]
    [InlineData("1", "1")]
    [InlineData("500m", "0.5")]
    [InlineData("1.5", "1.5")]
    [InlineData("2Gi", "2147483648")]
    [InlineData("1408Mi", "1476395008")]
    [InlineData("1e3", "1000")]
    [InlineData("1E", "1000000000000000000")]
    [InlineData("10k", "10000")]
    [InlineData("1.", "1")]
    [InlineData("Mi", "0")]
    [InlineData("9e30", "79228162514264337593543950335")]
    public void Numbers_with_their_suffixes(string text, string number) => ResourceAmount.Parse(text).ShouldBe(decimal.Parse(number, CultureInfo.InvariantCulture));

    [Theory, InlineData("1gg"), InlineData("x"), InlineData(""), InlineData("1 Gi"), InlineData(null)]
    public void Everything_else_is_none(string? text) => ResourceAmount.Parse(text).ShouldBeNull();
}
