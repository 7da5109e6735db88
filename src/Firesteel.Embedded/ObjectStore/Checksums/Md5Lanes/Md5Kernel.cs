using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Firesteel.Embedded.ObjectStore.Checksums.Md5Lanes;

/// <summary>
/// MD5 of several streams at once. A step of MD5 waits for the step before, so one stream leaves most of a core idle; the streams of other
/// uploads fill it.
/// </summary>
internal static class Md5Kernel
{
    public const int Block = 64;

    /// <summary>Blocks whose words are brought into the lanes' order at once: what that writes stays in the first cache.</summary>
    private const int BlocksAtOnce = 8;

    private const int WordsOfBlock = Block / sizeof(uint);

    /// <summary>Streams that this processor takes at once.</summary>
    public static int Widest { get; } = Lanes512.IsSupported ? Lanes512.Count : Lanes256.IsSupported ? Lanes256.Count : Lanes128.IsSupported ? Lanes128.Count : 1;

    /// <summary>Takes the next <paramref name="blocks"/> blocks into each stream, by the narrowest registers that hold all streams.</summary>
    public static void Advance(ReadOnlySpan<Md5Stretch> streams, int blocks)
    {
        if (streams.Length == 1)
            Alone(streams[0], blocks);
        else if (streams.Length <= Lanes128.Count)
            Advance<Lanes128>(streams, blocks);
        else if (streams.Length <= Lanes256.Count)
            Advance<Lanes256>(streams, blocks);
        else
            Advance<Lanes512>(streams, blocks);
    }

    /// <summary>By registers of one width; lanes without a stream repeat the first and are forgotten.</summary>
    [SkipLocalsInit]
    internal static void Advance<T>(ReadOnlySpan<Md5Stretch> streams, int blocks)
        where T : struct, ILanes<T>
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(streams.Length, T.Count);
        Span<uint> states = stackalloc uint[4 * T.Count];
        for (var lane = 0; lane < T.Count; lane++)
        {
            var state = streams[lane < streams.Length ? lane : 0].State;
            for (var word = 0; word < 4; word++)
                states[(word * T.Count) + lane] = state[word];
        }

        Span<uint> words = stackalloc uint[BlocksAtOnce * WordsOfBlock * T.Count];
        for (var done = 0; done < blocks; done += BlocksAtOnce)
        {
            var count = Math.Min(BlocksAtOnce, blocks - done);
            for (var lane = 0; lane < T.Count; lane += 4)
                Interleave(Lane(streams, lane, done, count), Lane(streams, lane + 1, done, count), Lane(streams, lane + 2, done, count), Lane(streams, lane + 3, done, count), words[lane..], T.Count);
            Md5Rounds<T>.Compress(states, words[..(count * WordsOfBlock * T.Count)]);
        }

        for (var lane = 0; lane < streams.Length; lane++)
        {
            for (var word = 0; word < 4; word++)
                streams[lane].State[word] = states[(word * T.Count) + lane];
        }
    }

    private static void Alone(Md5Stretch stream, int blocks) =>
        Md5Rounds<ScalarLane>.Compress(stream.State, MemoryMarshal.Cast<byte, uint>(stream.Data.AsSpan(stream.Offset, blocks * Block)));

    private static ReadOnlySpan<byte> Lane(ReadOnlySpan<Md5Stretch> streams, int lane, int block, int count)
    {
        var stream = streams[lane < streams.Length ? lane : 0];
        return stream.Data.AsSpan(stream.Offset + (block * Block), count * Block);
    }

    /// <summary>Word by word: of the first stream, of the second, the third, the fourth; then past the words of the other lanes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Interleave(ReadOnlySpan<byte> a, ReadOnlySpan<byte> b, ReadOnlySpan<byte> c, ReadOnlySpan<byte> d, Span<uint> target, int lanes)
    {
        for (var at = 0; at < a.Length; at += Vector128<byte>.Count)
        {
            var (w, x, y, z) = (Load(a, at), Load(b, at), Load(c, at), Load(d, at));
            var (lowWy, highWy) = (Low(w, y), High(w, y));
            var (lowXz, highXz) = (Low(x, z), High(x, z));
            var row = at / sizeof(uint) * lanes;
            Low(lowWy, lowXz).CopyTo(target[row..]);
            High(lowWy, lowXz).CopyTo(target[(row + lanes)..]);
            Low(highWy, highXz).CopyTo(target[(row + (2 * lanes))..]);
            High(highWy, highXz).CopyTo(target[(row + (3 * lanes))..]);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<uint> Load(ReadOnlySpan<byte> data, int at) => Vector128.Create(data.Slice(at, Vector128<byte>.Count)).AsUInt32();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<uint> Low(Vector128<uint> a, Vector128<uint> b) =>
        Sse2.IsSupported ? Sse2.UnpackLow(a, b) : Vector128.Create(a.GetElement(0), b.GetElement(0), a.GetElement(1), b.GetElement(1));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<uint> High(Vector128<uint> a, Vector128<uint> b) =>
        Sse2.IsSupported ? Sse2.UnpackHigh(a, b) : Vector128.Create(a.GetElement(2), b.GetElement(2), a.GetElement(3), b.GetElement(3));
}
