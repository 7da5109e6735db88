namespace Firesteel.Lake.ObjectStorage;

/// <summary>How large the parts of an upload are: small for memory's sake, large enough that S3's count of parts suffices.</summary>
internal static class PartSize
{
    /// <summary>Above this an upload goes in parts. A stream of unknown length ends at 160 GiB with it.</summary>
    public const int Usual = 16 * 1024 * 1024;

    /// <summary>S3's limit.</summary>
    private const int Parts = 10_000;

    /// <param name="length">Null when it is not known.</param>
    public static int For(long? length) => Math.Max(Usual, (int)(((length ?? 0) + Parts - 1) / Parts));
}
