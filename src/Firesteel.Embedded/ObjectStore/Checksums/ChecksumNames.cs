namespace Firesteel.Embedded.ObjectStore.Checksums;

/// <summary>How an algorithm is called in headers, in XML and in <c>x-amz-sdk-checksum-algorithm</c>.</summary>
internal static class ChecksumNames
{
    public static ReadOnlySpan<ChecksumAlgorithm> All =>
        [ChecksumAlgorithm.Crc32, ChecksumAlgorithm.Crc32C, ChecksumAlgorithm.Crc64Nvme, ChecksumAlgorithm.Sha1, ChecksumAlgorithm.Sha256];

    public static string Header(this ChecksumAlgorithm algorithm) => "x-amz-checksum-" + algorithm.Name().ToLowerInvariant();

    public static string Element(this ChecksumAlgorithm algorithm) => "Checksum" + algorithm.Name();

    public static string Name(this ChecksumAlgorithm algorithm) => algorithm switch
    {
        ChecksumAlgorithm.Crc32 => "CRC32",
        ChecksumAlgorithm.Crc32C => "CRC32C",
        ChecksumAlgorithm.Crc64Nvme => "CRC64NVME",
        ChecksumAlgorithm.Sha1 => "SHA1",
        _ => "SHA256",
    };

    /// <summary>Bytes of the digest.</summary>
    public static int Length(this ChecksumAlgorithm algorithm) => algorithm switch
    {
        ChecksumAlgorithm.Crc32 or ChecksumAlgorithm.Crc32C => 4,
        ChecksumAlgorithm.Crc64Nvme => 8,
        ChecksumAlgorithm.Sha1 => 20,
        _ => 32,
    };

    public static bool IsCrc(this ChecksumAlgorithm algorithm) => algorithm.Length() <= 8;

    public static string Text(this ChecksumType type) => type == ChecksumType.Composite ? "COMPOSITE" : "FULL_OBJECT";

    public static ChecksumAlgorithm? Parse(string? name)
    {
        foreach (var algorithm in All)
        {
            if (algorithm.Name().Equals(name, StringComparison.OrdinalIgnoreCase))
                return algorithm;
        }

        return null;
    }
}
