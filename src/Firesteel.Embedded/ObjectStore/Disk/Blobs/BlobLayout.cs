namespace Firesteel.Embedded.ObjectStore.Disk.Blobs;

/// <summary>A blob's file: its bytes, then the CRC-32C of each block of them, four bytes each.</summary>
internal static class BlobLayout
{
    public const int Block = 128 * 1024;

    /// <summary>Up to this length a blob lies in the index: one write and one flush instead of three.</summary>
    public const int LargestInline = 16 * 1024;

    public static long FileLength(long length) => length + (Blocks(length) * 4);

    public static long Blocks(long length) => (length + Block - 1) / Block;

    public static long ChecksumAt(long length, long block) => length + (block * 4);
}
