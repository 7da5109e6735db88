using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Firesteel.Embedded.ObjectStore.Checksums;

/// <summary>
/// A bit-reflected CRC of 32 or 64 bits with all ones as initial value and final exclusive-or: CRC-32, CRC-32C and CRC-64/NVME
/// differ in their polynomial only. Folds 64 bytes a step by carry-less multiplication where the processor has it, else eight bytes
/// a step by tables. Every constant is derived from the polynomial.
/// </summary>
internal sealed class ReflectedCrc
{
    private readonly ulong _polynomial;
    private readonly ulong _mask;
    private readonly ulong[] _tables = new ulong[8 * 256];
    private readonly Vector128<ulong> _foldBy128;
    private readonly Vector128<ulong> _foldBy512;

    /// <param name="width">32 or 64.</param>
    /// <param name="polynomial">Reflected, without its leading term.</param>
    public ReflectedCrc(int width, ulong polynomial)
    {
        Width = width;
        _polynomial = polynomial;
        _mask = width == 64 ? ulong.MaxValue : (1ul << width) - 1;
        for (var value = 0; value < 256; value++)
        {
            var crc = (ulong)value;
            for (var bit = 0; bit < 8; bit++)
                crc = (crc >> 1) ^ ((crc & 1) != 0 ? polynomial : 0);
            _tables[value] = crc;
        }

        for (var table = 1; table < 8; table++)
        {
            for (var value = 0; value < 256; value++)
            {
                var previous = _tables[((table - 1) * 256) + value];
                _tables[(table * 256) + value] = (previous >> 8) ^ _tables[(byte)previous];
            }
        }

        _foldBy128 = Vector128.Create(FoldConstant(128 + 64), FoldConstant(128));
        _foldBy512 = Vector128.Create(FoldConstant(512 + 64), FoldConstant(512));
    }

    public static ReflectedCrc Crc32 { get; } = new(32, 0xEDB88320);

    public static ReflectedCrc Crc32C { get; } = new(32, 0x82F63B78);

    public static ReflectedCrc Crc64Nvme { get; } = new(64, 0x9A6C9329AC4BC9B5);

    public int Width { get; }

    /// <summary>The checksum of <paramref name="data"/> after what <paramref name="crc"/> covers; 0 covers nothing.</summary>
    public ulong Append(ulong crc, ReadOnlySpan<byte> data)
    {
        var state = crc ^ _mask;
        if (Pclmulqdq.IsSupported && BitConverter.IsLittleEndian && data.Length >= 128)
            state = Fold(state, ref data);
        return Tabled(state, data) ^ _mask;
    }

    /// <summary>The checksum of A followed by B from the checksums of both and the length of B.</summary>
    public ulong Combine(ulong crcOfA, ulong crcOfB, long lengthOfB) => Multiply(crcOfA, Power(lengthOfB * 8)) ^ crcOfB;

    private ulong Tabled(ulong state, ReadOnlySpan<byte> data)
    {
        ref var tables = ref MemoryMarshal.GetArrayDataReference(_tables);
        while (data.Length >= 8)
        {
            var word = BinaryPrimitives.ReadUInt64LittleEndian(data) ^ state;
            state = Unsafe.Add(ref tables, (7 * 256) + (int)(word & 0xFF))
                ^ Unsafe.Add(ref tables, (6 * 256) + (int)((word >> 8) & 0xFF))
                ^ Unsafe.Add(ref tables, (5 * 256) + (int)((word >> 16) & 0xFF))
                ^ Unsafe.Add(ref tables, (4 * 256) + (int)((word >> 24) & 0xFF))
                ^ Unsafe.Add(ref tables, (3 * 256) + (int)((word >> 32) & 0xFF))
                ^ Unsafe.Add(ref tables, (2 * 256) + (int)((word >> 40) & 0xFF))
                ^ Unsafe.Add(ref tables, 256 + (int)((word >> 48) & 0xFF))
                ^ Unsafe.Add(ref tables, (int)(word >> 56));
            data = data[8..];
        }

        foreach (var value in data)
            state = (state >> 8) ^ _tables[(byte)(state ^ value)];
        return state;
    }

    private ulong Fold(ulong state, ref ReadOnlySpan<byte> data)
    {
        var a = Load(data, 0) ^ Vector128.CreateScalar(state);
        var b = Load(data, 16);
        var c = Load(data, 32);
        var d = Load(data, 48);
        data = data[64..];
        while (data.Length >= 64)
        {
            a = Step(a, _foldBy512) ^ Load(data, 0);
            b = Step(b, _foldBy512) ^ Load(data, 16);
            c = Step(c, _foldBy512) ^ Load(data, 32);
            d = Step(d, _foldBy512) ^ Load(data, 48);
            data = data[64..];
        }

        b ^= Step(a, _foldBy128);
        c ^= Step(b, _foldBy128);
        d ^= Step(c, _foldBy128);
        Span<byte> rest = stackalloc byte[16];
        d.AsByte().CopyTo(rest);
        return Tabled(0, rest);
    }

    private static Vector128<ulong> Load(ReadOnlySpan<byte> data, int at) => Vector128.Create(data.Slice(at, 16)).AsUInt64();

    private static Vector128<ulong> Step(Vector128<ulong> value, Vector128<ulong> constants) =>
        Pclmulqdq.CarrylessMultiply(value, constants, 0x00) ^ Pclmulqdq.CarrylessMultiply(value, constants, 0x11);

    /// <summary>
    /// x^(bits-1) modulo the polynomial, reflected in 64 bits. One less because the product of two reflected 64-bit values has 127 bits and
    /// so stands one place too high in 128.
    /// </summary>
    private ulong FoldConstant(int bits) => Power(bits - 1) << (64 - Width);

    /// <summary>x^exponent modulo the polynomial, reflected: the highest bit is the coefficient of x^0.</summary>
    private ulong Power(long exponent)
    {
        var result = 1ul << (Width - 1);
        var square = result >> 1;
        for (; exponent > 0; exponent >>= 1)
        {
            if ((exponent & 1) != 0)
                result = Multiply(result, square);
            square = Multiply(square, square);
        }

        return result;
    }

    private ulong Multiply(ulong a, ulong b)
    {
        ulong product = 0;
        for (var bit = 1ul << (Width - 1); bit != 0; bit >>= 1)
        {
            if ((a & bit) != 0)
                product ^= b;
            b = (b >> 1) ^ ((b & 1) != 0 ? _polynomial : 0);
        }

        return product;
    }
}
