using System.Text;
using Firesteel.Embedded.ObjectStore.Checksums;
using FsCheck;
using FsCheck.Fluent;

namespace Firesteel.Tests.Embedded.ObjectStore;

public sealed class ChecksumTests
{
    // The check values are those of the catalogue of parametrised CRC algorithms.
    [Fact]
    public void Known_values_are_met()
    {
        var digits = "123456789"u8;
        ReflectedCrc.Crc32.Append(0, digits).ShouldBe(0xCBF43926ul);
        ReflectedCrc.Crc32C.Append(0, digits).ShouldBe(0xE3069283ul);
        ReflectedCrc.Crc64Nvme.Append(0, digits).ShouldBe(0xAE8B14860A799888ul);
        using var hello = new RunningChecksum(ChecksumAlgorithm.Crc32);
        hello.Append("hello"u8);
        Convert.ToBase64String(hello.Finish()).ShouldBe("NhCmhg==");
    }

    [Fact]
    public void Folding_many_bytes_is_the_same_as_going_byte_by_byte() =>
        Prop.ForAll(ArbMap.Default.ArbFor<byte[]>(), ArbMap.Default.ArbFor<PositiveInt>(), (piece, times) =>
        {
            var data = Enumerable.Repeat(piece, times.Get % 100).SelectMany(p => p).ToArray();
            return Crcs.All(crc => crc.Append(0, data) == data.Aggregate(0ul, (state, value) => crc.Append(state, [value])));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_joined_checksum_is_that_of_the_joined_bytes() =>
        Prop.ForAll(ArbMap.Default.ArbFor<byte[]>(), ArbMap.Default.ArbFor<byte[]>(), (a, b) =>
            Crcs.All(crc => crc.Combine(crc.Append(0, a), crc.Append(0, b), b.Length) == crc.Append(0, [.. a, .. b]))).QuickCheckThrowOnFailure();

    [Fact]
    public void Parts_of_any_algorithm_join_to_the_whole()
    {
        var parts = Enumerable.Range(0, 5).Select(i => Encoding.UTF8.GetBytes(new string((char)('a' + i), 1000 * i))).ToArray();
        foreach (var algorithm in new[] { ChecksumAlgorithm.Crc32, ChecksumAlgorithm.Crc32C, ChecksumAlgorithm.Crc64Nvme })
            RunningChecksum.Join(algorithm, parts.Select(part => (Of(algorithm, part), (long)part.Length))).ShouldBe(Of(algorithm, [.. parts.SelectMany(p => p)]));
    }

    private static ReflectedCrc[] Crcs => [ReflectedCrc.Crc32, ReflectedCrc.Crc32C, ReflectedCrc.Crc64Nvme];

    private static byte[] Of(ChecksumAlgorithm algorithm, byte[] data)
    {
        using var running = new RunningChecksum(algorithm);
        running.Append(data);
        return running.Finish();
    }
}
