using System.Diagnostics.CodeAnalysis;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace Firesteel.Embedded.ObjectStore.Checksums.Md5Lanes;

/// <summary>One stream in ordinary registers, whose choice takes one step less than a vector's without AVX-512.</summary>
internal readonly struct ScalarLane(uint word) : ILanes<ScalarLane>
{
    private readonly uint _word = word;

    public static int Count => 1;

    public static bool IsSupported => true;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarLane Same(uint value) => new(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarLane Load(ref uint source) => new(source);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(ScalarLane value, ref uint target) => target = value._word;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarLane operator +(ScalarLane a, ScalarLane b) => new(a._word + b._word);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarLane operator ^(ScalarLane a, ScalarLane b) => new(a._word ^ b._word);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarLane OrNot(ScalarLane a, ScalarLane b) => new(a._word | ~b._word);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarLane Rotate(ScalarLane value, [ConstantExpected] byte bits) => new(BitOperations.RotateLeft(value._word, bits));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarLane AddChosen(ScalarLane sum, ScalarLane which, ScalarLane yes, ScalarLane no) =>
        new(sum._word + (~which._word & no._word) + (which._word & yes._word));
}
