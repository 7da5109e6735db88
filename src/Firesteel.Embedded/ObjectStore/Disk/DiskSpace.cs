namespace Firesteel.Embedded.ObjectStore.Disk;

/// <summary>
/// Keeps a reserve of the disk from objects: the index needs room to rewrite itself, and so do the deletions that make room. Without it a full
/// disk could not be emptied through the store.
/// </summary>
internal sealed class DiskSpace(string directory)
{
    /// <summary>ENOSPC, which .NET leaves as it is.</summary>
    public const int NoSpaceLeft = 28;

    private const long UsualReserve = 64 << 20;
    private const int OfDisk = 32;
    private const int DiskFull = unchecked((int)0x80070070);

    private readonly DriveInfo _drive = new(directory);

    public static bool IsFull(IOException failed) => failed.HResult is NoSpaceLeft or DiskFull;

    /// <exception cref="IOException">The disk is full, or would be.</exception>
    public void Require(long bytes)
    {
        if (_drive.AvailableFreeSpace - bytes < Math.Min(UsualReserve, _drive.TotalSize / OfDisk))
            throw Full();
    }

    public IOException Full() => new($"the disk of {directory} is full", NoSpaceLeft);
}
