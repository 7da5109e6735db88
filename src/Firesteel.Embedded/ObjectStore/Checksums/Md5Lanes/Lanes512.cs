using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Firesteel.Embedded.ObjectStore.Checksums.Md5Lanes;

/// <summary>16 streams in a register of AVX-512.</summary>
internal readonly struct Lanes512(Vector512<uint> words) : ILanes<Lanes512>
{
    private readonly Vector512<uint> _words = words;

    public static int Count => Vector512<uint>.Count;

    public static bool IsSupported => Vector512.IsHardwareAccelerated;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 Same(uint value) => new(Vector512.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 Load(ref uint source) => new(Vector512.LoadUnsafe(ref source));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Lanes512 value, ref uint target) => value._words.StoreUnsafe(ref target);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 operator +(Lanes512 a, Lanes512 b) => new(a._words + b._words);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 operator ^(Lanes512 a, Lanes512 b) => new(a._words ^ b._words);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 OrNot(Lanes512 a, Lanes512 b) => new(a._words | ~b._words);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 Rotate(Lanes512 value, [ConstantExpected] byte bits) => new(Avx512F.IsSupported ? Avx512F.RotateLeft(value._words, bits)
        : (value._words << bits) | (value._words >>> (32 - bits)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 AddChosen(Lanes512 sum, Lanes512 which, Lanes512 yes, Lanes512 no) => new(sum._words + Vector512.ConditionalSelect(which._words, yes._words, no._words));
}
