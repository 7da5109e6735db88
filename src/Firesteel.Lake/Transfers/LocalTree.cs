using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Firesteel.Lake.Transfers;

/// <summary>The files below a directory. What is no file is named rather than waited for or passed over in silence.</summary>
internal static class LocalTree
{
    private const int CurrentDirectory = -100, TypeMask = 0xF000, RegularFile = 0x8000;

    /// <summary>Where Linux' <c>statx</c> puts the mode, and how long its answer is.</summary>
    private const int ModeAt = 28, StatxBytes = 256;

    /// <returns>Each file, links to files among them; and each thing that is none, with the reason.</returns>
    /// <exception cref="UnauthorizedAccessException">A directory cannot be read.</exception>
    public static IEnumerable<(string Path, string? LeftOut)> Below(string directory)
    {
        var everything = new EnumerationOptions { AttributesToSkip = 0, IgnoreInaccessible = false };
        var waiting = new Stack<string>([directory]);
        while (waiting.TryPop(out var next))
        {
            foreach (var entry in new DirectoryInfo(next).EnumerateFileSystemInfos("*", everything))
            {
                var path = Path.Combine(next, entry.Name);
                var isLink = entry.Attributes.HasFlag(FileAttributes.ReparsePoint);
                if (!isLink && entry is DirectoryInfo)
                    waiting.Push(path);
                else
                    yield return (path, Reason(path, isLink));
            }
        }
    }

    private static string? Reason(string path, bool isLink) =>
        Directory.Exists(path) ? "it is a link to a directory"
        : !File.Exists(path) ? isLink ? "it is a link to nothing" : "it is gone"
        : IsRegular(path) ? null
        : "it is a pipe, a socket or a device";

    /// <summary>Reading a pipe waits for its writer, perhaps for ever; .NET does not tell one from a file.</summary>
    private static bool IsRegular(string path)
    {
        if (!OperatingSystem.IsLinux())
            return true;
        var answer = new byte[StatxBytes];
        return Status(CurrentDirectory, path, 0, 1, answer) == 0 && (BinaryPrimitives.ReadUInt16LittleEndian(answer.AsSpan(ModeAt)) & TypeMask) == RegularFile;
    }

    [DllImport("libc", EntryPoint = "statx")]
    private static extern int Status(int directory, [MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags, uint mask, [Out] byte[] answer);
}
