using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Firesteel.Embedded.ObjectStore.Checksums;

/// <summary>A checksum that grows with the data that passes.</summary>
internal sealed class RunningChecksum : IDisposable
{
    private readonly ReflectedCrc? _crc;
    private readonly IncrementalHash? _hash;
    private ulong _state;

    public RunningChecksum(ChecksumAlgorithm algorithm)
    {
        Algorithm = algorithm;
        _crc = CrcOf(algorithm);
        if (_crc is null)
            _hash = IncrementalHash.CreateHash(algorithm == ChecksumAlgorithm.Sha1 ? HashAlgorithmName.SHA1 : HashAlgorithmName.SHA256);
    }

    public ChecksumAlgorithm Algorithm { get; }

    public void Append(ReadOnlySpan<byte> data)
    {
        if (_crc is not null)
            _state = _crc.Append(_state, data);
        else
            _hash!.AppendData(data);
    }

    public byte[] Finish() => _crc is null ? _hash!.GetHashAndReset() : Bytes(_state, _crc.Width);

    public void Dispose() => _hash?.Dispose();

    /// <summary>The checksum of a whole object from those of its parts; only CRCs can be joined.</summary>
    public static byte[] Join(ChecksumAlgorithm algorithm, IEnumerable<(byte[] Checksum, long Length)> parts)
    {
        var crc = CrcOf(algorithm)!;
        ulong state = 0;
        foreach (var (checksum, length) in parts)
            state = crc.Combine(state, crc.Width == 64 ? BinaryPrimitives.ReadUInt64BigEndian(checksum) : BinaryPrimitives.ReadUInt32BigEndian(checksum), length);
        return Bytes(state, crc.Width);
    }

    private static ReflectedCrc? CrcOf(ChecksumAlgorithm algorithm) => algorithm switch
    {
        ChecksumAlgorithm.Crc32 => ReflectedCrc.Crc32,
        ChecksumAlgorithm.Crc32C => ReflectedCrc.Crc32C,
        ChecksumAlgorithm.Crc64Nvme => ReflectedCrc.Crc64Nvme,
        _ => null,
    };

    private static byte[] Bytes(ulong state, int width)
    {
        var bytes = new byte[width / 8];
        if (width == 64)
            BinaryPrimitives.WriteUInt64BigEndian(bytes, state);
        else
            BinaryPrimitives.WriteUInt32BigEndian(bytes, (uint)state);
        return bytes;
    }
}
