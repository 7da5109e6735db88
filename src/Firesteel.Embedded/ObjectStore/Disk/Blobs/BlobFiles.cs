using Microsoft.Win32.SafeHandles;

namespace Firesteel.Embedded.ObjectStore.Disk.Blobs;

/// <summary>The files of large blobs: <c>blobs/xx/id</c>, 256 folders by the id's random end.</summary>
internal sealed class BlobFiles
{
    private readonly string _root;
    private readonly FsyncPolicy _fsync;
    private readonly DiskSpace _space;

    public BlobFiles(string root, FsyncPolicy fsync, DiskSpace space)
    {
        (_root, _fsync, _space) = (root, fsync, space);
        for (var folder = 0; folder < 256; folder++)
            Directory.CreateDirectory(Path.Combine(root, folder.ToString("x2", System.Globalization.CultureInfo.InvariantCulture)));
    }

    /// <param name="length">Of the whole file, when known: a full disk shows before the first byte.</param>
    /// <exception cref="IOException">The disk is full.</exception>
    public SafeFileHandle Create(Guid id, long? length)
    {
        try
        {
            return File.OpenHandle(PathOf(id), FileMode.CreateNew, FileAccess.Write, FileShare.Read, FileOptions.None, preallocationSize: length ?? 0);
        }
        catch (IOException refused) when (length > 0 && refused.GetType() == typeof(IOException) && !File.Exists(PathOf(id)))
        {
            throw _space.Full(); // .NET does not say in a number that reserving the space failed
        }
    }

    /// <exception cref="FileNotFoundException">Deleted meanwhile.</exception>
    public SafeFileHandle OpenRead(Guid id) => File.OpenHandle(PathOf(id), FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);

    public bool TryLink(Guid from, Guid to)
    {
        if (FileSystemCalls.Link(PathOf(from), PathOf(to)) == 0)
        {
            FlushFolder(to);
            return true;
        }

        return File.Exists(PathOf(from)) ? false : throw new FileNotFoundException($"blob {from:n} is gone");
    }

    public void Delete(Guid id) => File.Delete(PathOf(id));

    /// <summary>As durable as the policy says: the bytes, then the name.</summary>
    public void Flush(Guid id, SafeFileHandle file)
    {
        if (_fsync != FsyncPolicy.Always)
            return;
        RandomAccess.FlushToDisk(file);
        FlushFolder(id);
    }

    internal string PathOf(Guid id)
    {
        var name = id.ToString("n");
        return Path.Combine(_root, name[^2..], name);
    }

    private void FlushFolder(Guid id)
    {
        if (_fsync == FsyncPolicy.Always)
            FileSystemCalls.FlushDirectory(Path.GetDirectoryName(PathOf(id))!);
    }
}
