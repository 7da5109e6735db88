using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Firesteel.Embedded.ObjectStore.Checksums.Md5Lanes;
using FsCheck;
using FsCheck.Fluent;

namespace Firesteel.Tests.Embedded.ObjectStore;

public sealed class Md5LanesTests
{
    // A width that the processor lacks is computed in software, by the same rounds.
    [Fact]
    public void Every_width_with_any_number_of_streams_is_md5()
    {
        AreMd5<Lanes128>();
        AreMd5<Lanes256>();
        AreMd5<Lanes512>();
    }

    [Fact]
    public void Any_number_of_streams_up_to_the_widest_is_md5()
    {
        for (var count = 1; count <= Md5Kernel.Widest; count++)
            AreMd5(Messages(count, blocks: 19, seed: count), Md5Kernel.Advance);
    }

    [Fact]
    public async Task Every_length_around_the_ends_of_blocks_is_md5()
    {
        var shared = new SharedMd5();
        for (var length = 0; length <= 4 * Md5Kernel.Block; length++)
        {
            var data = Bytes(length, seed: length);
            (await DigestAsync(shared, data, pieces: [])).ShouldBe(MD5.HashData(data), $"of {length} bytes");
        }
    }

    [Fact]
    public void Bodies_at_once_in_any_pieces_have_each_their_own_md5() =>
        Prop.ForAll(
            Gen.Choose(0, 2000).ArrayOf(10).NonEmptyListOf().Select(bodies => bodies.Take(40).ToArray()).ToArbitrary(),
            bodies => Task.Run(() => AllAreMd5Async(bodies)).GetAwaiter().GetResult()).QuickCheckThrowOnFailure();

    [Fact]
    public async Task A_body_that_never_comes_holds_up_nobody()
    {
        var shared = new SharedMd5();
        using var silent = shared.Begin();
        var data = Bytes(100_000, seed: 1);
        (await DigestAsync(shared, data, pieces: [64, 640, 6400])).ShouldBe(MD5.HashData(data));
    }

    [Fact]
    public async Task A_body_that_is_given_up_leaves_the_others_right()
    {
        var shared = new SharedMd5();
        var data = Bytes(1 << 20, seed: 2);
        var others = Enumerable.Range(0, 8).Select(_ => DigestAsync(shared, data, pieces: [1 << 16])).ToArray();
        for (var round = 0; round < 50; round++)
        {
            using var given = shared.Begin();
            for (var piece = 0; piece < round % 4; piece++)
                await given.AppendAsync(ArrayPool<byte>.Shared.Rent(4096), 4096);
        }

        foreach (var digest in await Task.WhenAll(others))
            digest.ShouldBe(MD5.HashData(data));
    }

    [Fact]
    public async Task Nothing_follows_a_piece_that_ends_inside_a_block()
    {
        using var body = new SharedMd5().Begin();
        await body.AppendAsync(ArrayPool<byte>.Shared.Rent(100), 100);
        await Should.ThrowAsync<InvalidOperationException>(() => body.AppendAsync(ArrayPool<byte>.Shared.Rent(64), 64));
    }

    private delegate void Advancing(ReadOnlySpan<Md5Stretch> streams, int blocks);

    private static void AreMd5<T>()
        where T : struct, ILanes<T> =>
        Prop.ForAll(Gen.Choose(1, T.Count).ToArbitrary(), Gen.Choose(0, 40).ToArbitrary(), (count, blocks) => AreMd5(Messages(count, blocks, (count * 100) + blocks), Md5Kernel.Advance<T>))
            .QuickCheckThrowOnFailure();

    private static void AreMd5(byte[][] messages, Advancing advance)
    {
        var padded = messages.Select(Padded).ToArray();
        var streams = padded.Select(message => new Md5Stretch(Md5Constants.InitialState, message, 0)).ToArray();
        var blocks = padded[0].Length / Md5Kernel.Block;
        advance(streams, blocks / 2);
        advance([.. streams.Select(stream => stream with { Offset = blocks / 2 * Md5Kernel.Block })], blocks - (blocks / 2));
        for (var i = 0; i < messages.Length; i++)
            MemoryMarshal.AsBytes(streams[i].State.AsSpan()).ToArray().ShouldBe(MD5.HashData(messages[i]));
    }

    private static async Task AllAreMd5Async(int[][] bodies)
    {
        var shared = new SharedMd5();
        var data = bodies.Select((pieces, seed) => Bytes(pieces.Sum(), seed)).ToArray();
        var digests = await Task.WhenAll(bodies.Select((pieces, i) => Task.Run(() => DigestAsync(shared, data[i], pieces))));
        for (var i = 0; i < bodies.Length; i++)
            digests[i].ShouldBe(MD5.HashData(data[i]));
    }

    /// <param name="pieces">Lengths, of which whole blocks are taken; the rest of the data is the last piece.</param>
    private static async Task<byte[]> DigestAsync(SharedMd5 shared, byte[] data, int[] pieces)
    {
        using var body = shared.Begin();
        var at = 0;
        foreach (var wanted in pieces)
            at += await AppendAsync(Math.Min(wanted, data.Length - at) / Md5Kernel.Block * Md5Kernel.Block);
        await AppendAsync(data.Length - at);
        return await body.FinishAsync();

        async Task<int> AppendAsync(int length)
        {
            var rented = ArrayPool<byte>.Shared.Rent(length);
            data.AsSpan(at, length).CopyTo(rented);
            await body.AppendAsync(rented, length);
            return length;
        }
    }

    private static byte[][] Messages(int count, int blocks, int seed) => [.. Enumerable.Range(0, count).Select(i => Bytes((blocks * Md5Kernel.Block) + (seed % 50), (seed * 100) + i))];

    private static byte[] Bytes(int length, int seed)
    {
        var bytes = new byte[length];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }

    private static byte[] Padded(byte[] message)
    {
        var padded = new byte[((message.Length + sizeof(long)) / Md5Kernel.Block * Md5Kernel.Block) + Md5Kernel.Block];
        message.CopyTo(padded, 0);
        padded[message.Length] = 0x80;
        BinaryPrimitives.WriteInt64LittleEndian(padded.AsSpan(padded.Length - sizeof(long)), message.Length * 8L);
        return padded;
    }
}
