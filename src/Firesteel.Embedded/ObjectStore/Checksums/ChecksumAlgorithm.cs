namespace Firesteel.Embedded.ObjectStore.Checksums;

/// <summary>The additional checksums of S3, beside the MD5 of the ETag.</summary>
internal enum ChecksumAlgorithm
{
    Crc32,
    Crc32C,
    Crc64Nvme,
    Sha1,
    Sha256,
}
