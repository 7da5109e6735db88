using System.Runtime.InteropServices;

namespace Firesteel.History.Codecs;

/// <summary>The part of the system's libzstd (1.4 or later) that event logs need.</summary>
internal static unsafe partial class LibZstd
{
    private const string Library = "libzstd.so.1";

    [StructLayout(LayoutKind.Sequential)]
    public struct Buffer
    {
        public void* Data;
        public nuint Size;
        public nuint Position;
    }

    [LibraryImport(Library, EntryPoint = "ZSTD_createDStream")]
    public static partial nint CreateDecoder();

    [LibraryImport(Library, EntryPoint = "ZSTD_freeDStream")]
    public static partial nuint FreeDecoder(nint decoder);

    [LibraryImport(Library, EntryPoint = "ZSTD_decompressStream")]
    public static partial nuint Decode(nint decoder, ref Buffer output, ref Buffer input);

    [LibraryImport(Library, EntryPoint = "ZSTD_createCStream")]
    public static partial nint CreateEncoder();

    [LibraryImport(Library, EntryPoint = "ZSTD_initCStream")]
    public static partial nuint StartEncoder(nint encoder, int level);

    [LibraryImport(Library, EntryPoint = "ZSTD_freeCStream")]
    public static partial nuint FreeEncoder(nint encoder);

    [LibraryImport(Library, EntryPoint = "ZSTD_compressStream2")]
    public static partial nuint Encode(nint encoder, ref Buffer output, ref Buffer input, int directive);

    [LibraryImport(Library, EntryPoint = "ZSTD_compress")]
    public static partial nuint Compress(void* target, nuint capacity, void* source, nuint size, int level);

    [LibraryImport(Library, EntryPoint = "ZSTD_decompress")]
    public static partial nuint Decompress(void* target, nuint capacity, void* source, nuint size);

    [LibraryImport(Library, EntryPoint = "ZSTD_compressBound")]
    public static partial nuint Bound(nuint size);

    [LibraryImport(Library, EntryPoint = "ZSTD_isError")]
    public static partial uint IsError(nuint code);

    [LibraryImport(Library, EntryPoint = "ZSTD_getErrorName")]
    private static partial nint ErrorName(nuint code);

    public static string NameOf(nuint code) => Marshal.PtrToStringUTF8(ErrorName(code)) ?? "unknown";
}
