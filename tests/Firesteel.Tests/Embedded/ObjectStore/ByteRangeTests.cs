using Firesteel.Embedded.ObjectStore.Operations;
using FsCheck;
using FsCheck.Fluent;

namespace Firesteel.Tests.Embedded.ObjectStore;

public sealed class ByteRangeTests
{
    [Theory]
    [InlineData("bytes=0-4", 10, true, 0, 4)]
    [InlineData("bytes=4-", 10, true, 4, 9)]
    [InlineData("bytes=-3", 10, true, 7, 9)]
    [InlineData("bytes=-30", 10, true, 0, 9)]
    [InlineData("bytes=8-100", 10, true, 8, 9)]
    [InlineData("bytes=10-", 10, false, 0, 0)]
    [InlineData("bytes=-0", 10, false, 0, 0)]
    [InlineData("bytes=0-", 0, false, 0, 0)]
    public void A_range_is_cut_to_the_object(string header, long size, bool satisfiable, long first, long last)
    {
        ByteRange.TryResolve(header, size, out var range).ShouldBe(satisfiable);
        if (satisfiable)
            range.ShouldBe(new ByteRange(first, last));
    }

    [Theory, InlineData(null), InlineData("bytes=5-2"), InlineData("bytes=a-b"), InlineData("bytes=0-1,3-4"), InlineData("lines=0-1"), InlineData("bytes=--1"), InlineData("bytes=+1-2")]
    public void What_is_not_one_range_of_bytes_is_ignored(string? header)
    {
        ByteRange.TryResolve(header, 10, out var range).ShouldBeTrue();
        range.ShouldBeNull();
    }

    [Fact]
    public void A_range_lies_inside_the_object_whatever_is_asked() =>
        Prop.ForAll(ArbMap.Default.ArbFor<string>(), ArbMap.Default.ArbFor<NonNegativeInt>(), (text, size) =>
            !ByteRange.TryResolve("bytes=" + text, size.Get, out var range) || range is null || (range.Value.First >= 0 && range.Value.First <= range.Value.Last && range.Value.Last < size.Get)).QuickCheckThrowOnFailure();
}
