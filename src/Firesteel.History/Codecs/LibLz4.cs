using System.Runtime.InteropServices;

namespace Firesteel.History.Codecs;

/// <summary>Block functions of the system's liblz4.</summary>
internal static unsafe partial class LibLz4
{
    private const string Library = "liblz4.so.1";

    /// <returns>Bytes written, or a negative number for damaged input.</returns>
    [LibraryImport(Library, EntryPoint = "LZ4_decompress_safe")]
    public static partial int Decompress(byte* source, byte* target, int size, int capacity);

    [LibraryImport(Library, EntryPoint = "LZ4_compress_default")]
    public static partial int Compress(byte* source, byte* target, int size, int capacity);
}
