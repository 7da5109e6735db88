using System.Diagnostics.CodeAnalysis;

namespace Firesteel.Embedded.ObjectStore.Checksums.Md5Lanes;

/// <summary>As many 32-bit words as a register holds, one of each stream. The rounds are written once over it; the compiler makes one machine code per width.</summary>
internal interface ILanes<T>
    where T : struct, ILanes<T>
{
    static abstract int Count { get; }

    /// <summary>This processor has registers of this width.</summary>
    static abstract bool IsSupported { get; }

    static abstract T Same(uint value);

    static abstract T Load(ref uint source);

    static abstract void Store(T value, ref uint target);

    static abstract T operator +(T a, T b);

    static abstract T operator ^(T a, T b);

    static abstract T OrNot(T a, T b);

    static abstract T Rotate(T value, [ConstantExpected] byte bits);

    /// <summary><paramref name="sum"/> plus, bit by bit, <paramref name="yes"/> where <paramref name="which"/> is set and <paramref name="no"/> where it is not.</summary>
    static abstract T AddChosen(T sum, T which, T yes, T no);
}
