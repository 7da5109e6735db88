using System.Runtime.InteropServices;

namespace Firesteel.Embedded.ObjectStore.Disk;

/// <summary>What durable storage needs of a POSIX system and .NET does not offer: hard links and the flush of a directory.</summary>
internal static partial class FileSystemCalls
{
    private const int ReadOnly = 0, Directory = 0x10000, CloseOnExec = 0x80000;

    /// <returns>0, or -1 when the file system refuses.</returns>
    public static int Link(string from, string to) => OperatingSystem.IsWindows() ? -1 : LinkCall(from, to);

    /// <exception cref="IOException">The directory could not be flushed.</exception>
    public static void FlushDirectory(string path)
    {
        if (!OperatingSystem.IsLinux())
            return;
        var descriptor = Open(path, ReadOnly | Directory | CloseOnExec);
        if (descriptor < 0)
            throw new IOException($"cannot open {path} to flush it (errno {Marshal.GetLastPInvokeError()})");
        var result = Flush(descriptor);
        var error = Marshal.GetLastPInvokeError();
        _ = Close(descriptor);
        if (result < 0)
            throw new IOException($"cannot flush {path} (errno {error})");
    }

    [LibraryImport("libc", EntryPoint = "link", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int LinkCall(string from, string to);

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int Flush(int descriptor);

    [LibraryImport("libc", EntryPoint = "close", SetLastError = true)]
    private static partial int Close(int descriptor);
}
