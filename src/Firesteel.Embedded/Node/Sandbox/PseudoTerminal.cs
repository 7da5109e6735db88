using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Firesteel.Embedded.Node.Sandbox;

/// <summary>A terminal without a screen: what is written to <see cref="Stream"/> is typed, what is read from it was shown.</summary>
internal sealed partial class PseudoTerminal : IDisposable
{
    private const int ReadWriteNoControl = 0x102; // O_RDWR | O_NOCTTY
    private const int SetWindowSize = 0x5414; // TIOCSWINSZ

    private readonly SafeFileHandle _master;

    private PseudoTerminal(SafeFileHandle master, string path) => (_master, Path, Stream) = (master, path, new TerminalStream(new FileStream(master, FileAccess.ReadWrite, bufferSize: 0)));

    /// <summary>Of the side that programs open.</summary>
    public string Path { get; }

    public TerminalStream Stream { get; }

    /// <exception cref="IOException">The machine gives no terminal.</exception>
    public static PseudoTerminal Open()
    {
        var master = new SafeFileHandle(posix_openpt(ReadWriteNoControl), ownsHandle: true);
        var name = new byte[128];
        if (master.IsInvalid || grantpt(master) != 0 || unlockpt(master) != 0 || ptsname_r(master, name, name.Length) != 0)
        {
            master.Dispose();
            throw new IOException($"no terminal can be had: {Marshal.GetLastPInvokeErrorMessage()}");
        }

        return new(master, System.Text.Encoding.ASCII.GetString(name.AsSpan(0, name.AsSpan().IndexOf((byte)0))));
    }

    public void Resize(int columns, int rows)
    {
        var size = new WindowSize { Rows = (ushort)rows, Columns = (ushort)columns };
        _ = ioctl(_master, SetWindowSize, ref size);
    }

    public void Dispose() => Stream.Release();

    [StructLayout(LayoutKind.Sequential)]
    private struct WindowSize
    {
        public ushort Rows;
        public ushort Columns;
        public ushort Width;
        public ushort Height;
    }

    [LibraryImport("libc", SetLastError = true)]
    private static partial int posix_openpt(int flags);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int grantpt(SafeFileHandle master);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int unlockpt(SafeFileHandle master);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int ptsname_r(SafeFileHandle master, [Out] byte[] name, nint length);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int ioctl(SafeFileHandle master, ulong request, ref WindowSize size);
}
