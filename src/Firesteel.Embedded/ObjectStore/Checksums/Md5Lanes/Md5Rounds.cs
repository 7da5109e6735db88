using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Firesteel.Embedded.ObjectStore.Checksums.Md5Lanes;

/// <summary>The 64 steps of MD5 (RFC 1321) on blocks of as many streams as <typeparamref name="T"/> has lanes.</summary>
internal static class Md5Rounds<T>
    where T : struct, ILanes<T>
{
    /// <param name="states">Four words of the streams' states: the first word of every lane, then the second…</param>
    /// <param name="words">Block after block sixteen message words, each of every lane.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Compress(Span<uint> states, ReadOnlySpan<uint> words)
    {
        ref var state = ref MemoryMarshal.GetReference(states[..(4 * T.Count)]);
        ref var sines = ref MemoryMarshal.GetArrayDataReference(Md5Constants.Sines);
        ref var x = ref MemoryMarshal.GetReference(words);
        var a = T.Load(ref state);
        var b = T.Load(ref Unsafe.Add(ref state, T.Count));
        var c = T.Load(ref Unsafe.Add(ref state, 2 * T.Count));
        var d = T.Load(ref Unsafe.Add(ref state, 3 * T.Count));
        for (var left = words.Length / (16 * T.Count); left > 0; left--)
        {
            var (a0, b0, c0, d0) = (a, b, c, d);
            for (var i = 0; i < 16; i += 4)
            {
                a = T.Rotate(T.AddChosen(Term(a, ref x, i, ref sines, i), b, c, d), 7) + b;
                d = T.Rotate(T.AddChosen(Term(d, ref x, i + 1, ref sines, i + 1), a, b, c), 12) + a;
                c = T.Rotate(T.AddChosen(Term(c, ref x, i + 2, ref sines, i + 2), d, a, b), 17) + d;
                b = T.Rotate(T.AddChosen(Term(b, ref x, i + 3, ref sines, i + 3), c, d, a), 22) + c;
            }

            for (var i = 16; i < 32; i += 4)
            {
                a = T.Rotate(T.AddChosen(Term(a, ref x, ((5 * i) + 1) & 15, ref sines, i), d, b, c), 5) + b;
                d = T.Rotate(T.AddChosen(Term(d, ref x, ((5 * i) + 6) & 15, ref sines, i + 1), c, a, b), 9) + a;
                c = T.Rotate(T.AddChosen(Term(c, ref x, ((5 * i) + 11) & 15, ref sines, i + 2), b, d, a), 14) + d;
                b = T.Rotate(T.AddChosen(Term(b, ref x, (5 * i) & 15, ref sines, i + 3), a, c, d), 20) + c;
            }

            for (var i = 32; i < 48; i += 4)
            {
                a = T.Rotate(Term(a, ref x, ((3 * i) + 5) & 15, ref sines, i) + (b ^ (c ^ d)), 4) + b;
                d = T.Rotate(Term(d, ref x, ((3 * i) + 8) & 15, ref sines, i + 1) + (a ^ (b ^ c)), 11) + a;
                c = T.Rotate(Term(c, ref x, ((3 * i) + 11) & 15, ref sines, i + 2) + (d ^ (a ^ b)), 16) + d;
                b = T.Rotate(Term(b, ref x, ((3 * i) + 14) & 15, ref sines, i + 3) + (c ^ (d ^ a)), 23) + c;
            }

            for (var i = 48; i < 64; i += 4)
            {
                a = T.Rotate(Term(a, ref x, (7 * i) & 15, ref sines, i) + (c ^ T.OrNot(b, d)), 6) + b;
                d = T.Rotate(Term(d, ref x, ((7 * i) + 7) & 15, ref sines, i + 1) + (b ^ T.OrNot(a, c)), 10) + a;
                c = T.Rotate(Term(c, ref x, ((7 * i) + 14) & 15, ref sines, i + 2) + (a ^ T.OrNot(d, b)), 15) + d;
                b = T.Rotate(Term(b, ref x, ((7 * i) + 5) & 15, ref sines, i + 3) + (d ^ T.OrNot(c, a)), 21) + c;
            }

            (a, b, c, d) = (a + a0, b + b0, c + c0, d + d0);
            x = ref Unsafe.Add(ref x, 16 * T.Count);
        }

        T.Store(a, ref state);
        T.Store(b, ref Unsafe.Add(ref state, T.Count));
        T.Store(c, ref Unsafe.Add(ref state, 2 * T.Count));
        T.Store(d, ref Unsafe.Add(ref state, 3 * T.Count));
    }

    /// <summary>What does not depend on the step before, added first.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Term(T word, ref uint x, int index, ref uint sines, int step) =>
        word + (T.Load(ref Unsafe.Add(ref x, index * T.Count)) + T.Same(Unsafe.Add(ref sines, step)));
}
