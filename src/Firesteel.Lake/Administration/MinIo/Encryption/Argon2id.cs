using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;

namespace Firesteel.Lake.Administration.MinIo.Encryption;

/// <summary>Argon2id, version 0x13 (RFC 9106): turns the administrator's secret key into the key of an encrypted administration body.</summary>
internal static class Argon2id
{
    private const int BlockWords = 128;
    private const int Slices = 4;

    /// <param name="memoryKib">At least 8 per lane.</param>
    public static byte[] Derive(ReadOnlySpan<byte> password, ReadOnlySpan<byte> salt, int passes, int memoryKib, int lanes, int length)
    {
        var laneLength = memoryKib / (Slices * lanes) * Slices;
        var layout = new Layout(passes, lanes, laneLength, laneLength / Slices, laneLength * lanes);
        var memory = new ulong[(long)layout.Blocks * BlockWords];
        Initialise(memory, layout, InitialHash(password, salt, passes, memoryKib, lanes, length));

        for (var pass = 0; pass < passes; pass++)
        {
            for (var slice = 0; slice < Slices; slice++)
            {
                var (p, s) = (pass, slice);
                Parallel.For(0, lanes, lane => FillSegment(memory, layout, p, s, lane));
            }
        }

        Span<ulong> last = stackalloc ulong[BlockWords];
        last.Clear();
        for (var lane = 0; lane < lanes; lane++)
        {
            var block = Block(memory, lane * laneLength + laneLength - 1);
            for (var i = 0; i < BlockWords; i++)
                last[i] ^= block[i];
        }

        var key = new byte[length];
        LongHash(MemoryMarshal.AsBytes(last), key);
        return key;
    }

    private sealed record Layout(int Passes, int Lanes, int LaneLength, int SegmentLength, int Blocks);

    private static Span<ulong> Block(ulong[] memory, int index) => memory.AsSpan(index * BlockWords, BlockWords);

    private static byte[] InitialHash(ReadOnlySpan<byte> password, ReadOnlySpan<byte> salt, int passes, int memoryKib, int lanes, int length)
    {
        var input = new MemoryStream();
        Span<byte> number = stackalloc byte[4];
        foreach (var value in (ReadOnlySpan<int>)[lanes, length, memoryKib, passes, 0x13, 2])
            Number(number, value);
        Number(number, password.Length);
        input.Write(password);
        Number(number, salt.Length);
        input.Write(salt);
        Number(number, 0); // no secret
        Number(number, 0); // no associated data
        var hash = new byte[64];
        Blake2b.Hash(input.GetBuffer().AsSpan(0, (int)input.Length), hash);
        return hash;

        void Number(Span<byte> buffer, int value)
        {
            BinaryPrimitives.WriteInt32LittleEndian(buffer, value);
            input.Write(buffer);
        }
    }

    private static void Initialise(ulong[] memory, Layout layout, byte[] initial)
    {
        Span<byte> seed = stackalloc byte[72];
        initial.CopyTo(seed);
        for (var lane = 0; lane < layout.Lanes; lane++)
        {
            for (var column = 0; column < 2; column++)
            {
                BinaryPrimitives.WriteInt32LittleEndian(seed[64..], column);
                BinaryPrimitives.WriteInt32LittleEndian(seed[68..], lane);
                LongHash(seed, MemoryMarshal.AsBytes(Block(memory, lane * layout.LaneLength + column)));
            }
        }
    }

    /// <summary>H' of the RFC: BLAKE2b stretched to any length.</summary>
    private static void LongHash(ReadOnlySpan<byte> data, Span<byte> output)
    {
        var input = new byte[4 + data.Length];
        BinaryPrimitives.WriteInt32LittleEndian(input, output.Length);
        data.CopyTo(input.AsSpan(4));
        if (output.Length <= 64)
        {
            Blake2b.Hash(input, output);
            return;
        }

        Span<byte> v = stackalloc byte[64];
        Blake2b.Hash(input, v);
        while (true)
        {
            v[..32].CopyTo(output);
            output = output[32..];
            if (output.Length <= 64)
                break;
            Blake2b.Hash(v, v);
        }

        Blake2b.Hash(v, output);
    }

    private static void FillSegment(ulong[] memory, Layout layout, int pass, int slice, int lane)
    {
        var independent = pass == 0 && slice < Slices / 2; // the "id" of Argon2id: first half as Argon2i, the rest as Argon2d
        Span<ulong> zero = stackalloc ulong[BlockWords];
        Span<ulong> input = stackalloc ulong[BlockWords];
        Span<ulong> addresses = stackalloc ulong[BlockWords];
        zero.Clear();
        input.Clear();
        (input[0], input[1], input[2], input[3], input[4], input[5]) =
            ((ulong)pass, (ulong)lane, (ulong)slice, (ulong)layout.Blocks, (ulong)layout.Passes, 2);

        var first = pass == 0 && slice == 0 ? 2 : 0;
        for (var index = first; index < layout.SegmentLength; index++)
        {
            if (independent && (index % BlockWords == 0 || index == first))
            {
                input[6]++;
                FillBlock(zero, input, addresses, accumulate: false);
                FillBlock(zero, addresses, addresses, accumulate: false);
            }

            var column = slice * layout.SegmentLength + index;
            var current = lane * layout.LaneLength + column;
            var previous = column == 0 ? current + layout.LaneLength - 1 : current - 1;
            var random = independent ? addresses[index % BlockWords] : memory[(long)previous * BlockWords];
            var otherLane = pass == 0 && slice == 0 ? lane : (int)((random >> 32) % (ulong)layout.Lanes);
            var other = otherLane * layout.LaneLength + ReferenceColumn(layout, pass, slice, index, (uint)random, otherLane == lane);
            FillBlock(Block(memory, previous), Block(memory, other), Block(memory, current), accumulate: pass > 0);
        }
    }

    private static int ReferenceColumn(Layout layout, int pass, int slice, int index, uint random, bool sameLane)
    {
        var before = pass == 0 ? slice * layout.SegmentLength : layout.LaneLength - layout.SegmentLength;
        var area = sameLane ? before + index - 1 : before - (index == 0 ? 1 : 0);
        var squared = (ulong)random * random >> 32;
        var relative = (ulong)area - 1 - ((ulong)area * squared >> 32);
        var start = pass == 0 || slice == Slices - 1 ? 0 : (slice + 1) * layout.SegmentLength;
        return (int)(((ulong)start + relative) % (ulong)layout.LaneLength);
    }

    private static void FillBlock(ReadOnlySpan<ulong> previous, ReadOnlySpan<ulong> reference, Span<ulong> next, bool accumulate)
    {
        Span<ulong> r = stackalloc ulong[BlockWords];
        Span<ulong> z = stackalloc ulong[BlockWords];
        for (var i = 0; i < BlockWords; i++)
            r[i] = previous[i] ^ reference[i];
        r.CopyTo(z);
        for (var row = 0; row < BlockWords; row += 16)
            Permute(z, row, 1, 2);
        for (var column = 0; column < 16; column += 2)
            Permute(z, column, 1, 16);
        for (var i = 0; i < BlockWords; i++)
            next[i] = accumulate ? next[i] ^ r[i] ^ z[i] : r[i] ^ z[i];
    }

    /// <summary>BLAKE2b's round over 16 words that lie in pairs: word 2k at <c>at + k*stride</c>, word 2k+1 <paramref name="pair"/> behind it.</summary>
    private static void Permute(Span<ulong> z, int at, int pair, int stride)
    {
        Span<int> w = stackalloc int[16];
        for (var k = 0; k < 8; k++)
            (w[2 * k], w[2 * k + 1]) = (at + k * stride, at + k * stride + pair);
        Mix(z, w[0], w[4], w[8], w[12]);
        Mix(z, w[1], w[5], w[9], w[13]);
        Mix(z, w[2], w[6], w[10], w[14]);
        Mix(z, w[3], w[7], w[11], w[15]);
        Mix(z, w[0], w[5], w[10], w[15]);
        Mix(z, w[1], w[6], w[11], w[12]);
        Mix(z, w[2], w[7], w[8], w[13]);
        Mix(z, w[3], w[4], w[9], w[14]);
    }

    private static void Mix(Span<ulong> z, int ia, int ib, int ic, int id)
    {
        ulong a = z[ia], b = z[ib], c = z[ic], d = z[id];
        a = Multiply(a, b);
        d = BitOperations.RotateRight(d ^ a, 32);
        c = Multiply(c, d);
        b = BitOperations.RotateRight(b ^ c, 24);
        a = Multiply(a, b);
        d = BitOperations.RotateRight(d ^ a, 16);
        c = Multiply(c, d);
        b = BitOperations.RotateRight(b ^ c, 63);
        (z[ia], z[ib], z[ic], z[id]) = (a, b, c, d);
    }

    private static ulong Multiply(ulong x, ulong y) => x + y + 2 * ((ulong)(uint)x * (uint)y);
}
