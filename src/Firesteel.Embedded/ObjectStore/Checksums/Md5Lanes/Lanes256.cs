using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Firesteel.Embedded.ObjectStore.Checksums.Md5Lanes;

/// <summary>8 streams in a register of AVX2.</summary>
internal readonly struct Lanes256(Vector256<uint> words) : ILanes<Lanes256>
{
    private readonly Vector256<uint> _words = words;

    public static int Count => Vector256<uint>.Count;

    public static bool IsSupported => Vector256.IsHardwareAccelerated;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 Same(uint value) => new(Vector256.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 Load(ref uint source) => new(Vector256.LoadUnsafe(ref source));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Lanes256 value, ref uint target) => value._words.StoreUnsafe(ref target);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 operator +(Lanes256 a, Lanes256 b) => new(a._words + b._words);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 operator ^(Lanes256 a, Lanes256 b) => new(a._words ^ b._words);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 OrNot(Lanes256 a, Lanes256 b) => new(a._words | ~b._words);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 Rotate(Lanes256 value, [ConstantExpected] byte bits) => new(Avx512F.VL.IsSupported ? Avx512F.VL.RotateLeft(value._words, bits)
        : (value._words << bits) | (value._words >>> (32 - bits)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 AddChosen(Lanes256 sum, Lanes256 which, Lanes256 yes, Lanes256 no) => new(sum._words + Vector256.ConditionalSelect(which._words, yes._words, no._words));
}
