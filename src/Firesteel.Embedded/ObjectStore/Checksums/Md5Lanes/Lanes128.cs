using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Firesteel.Embedded.ObjectStore.Checksums.Md5Lanes;

/// <summary>4 streams in a register that every processor has.</summary>
internal readonly struct Lanes128(Vector128<uint> words) : ILanes<Lanes128>
{
    private readonly Vector128<uint> _words = words;

    public static int Count => Vector128<uint>.Count;

    public static bool IsSupported => Vector128.IsHardwareAccelerated;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 Same(uint value) => new(Vector128.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 Load(ref uint source) => new(Vector128.LoadUnsafe(ref source));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Lanes128 value, ref uint target) => value._words.StoreUnsafe(ref target);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 operator +(Lanes128 a, Lanes128 b) => new(a._words + b._words);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 operator ^(Lanes128 a, Lanes128 b) => new(a._words ^ b._words);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 OrNot(Lanes128 a, Lanes128 b) => new(a._words | ~b._words);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 Rotate(Lanes128 value, [ConstantExpected] byte bits) => new(Avx512F.VL.IsSupported ? Avx512F.VL.RotateLeft(value._words, bits)
        : (value._words << bits) | (value._words >>> (32 - bits)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 AddChosen(Lanes128 sum, Lanes128 which, Lanes128 yes, Lanes128 no) => new(sum._words + Vector128.ConditionalSelect(which._words, yes._words, no._words));
}
