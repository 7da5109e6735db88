using Firesteel.Lake.ObjectStorage;

namespace Firesteel.Tests.Lake.Transfers;

public sealed class PartSizeTests
{
    private const long GiB = 1L << 30;

    [Theory, InlineData(0L), InlineData(17L << 20), InlineData(100 * GiB), InlineData(160 * GiB), InlineData(1024 * GiB), InlineData(5 * 1024 * GiB)]
    public void Every_file_that_s3_takes_fits_into_ten_thousand_parts(long length)
    {
        var size = PartSize.For(length);
        ((length + size - 1) / size).ShouldBeLessThanOrEqualTo(10_000);
        size.ShouldBeInRange(PartSize.Usual, 5 * (int)(GiB >> 3));
    }

    [Fact]
    public void A_stream_of_unknown_length_goes_in_usual_parts() => PartSize.For(null).ShouldBe(PartSize.Usual);
}
