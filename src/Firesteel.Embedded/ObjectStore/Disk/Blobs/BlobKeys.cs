namespace Firesteel.Embedded.ObjectStore.Disk.Blobs;

/// <summary>How blobs lie in the index: behind everything that is listed, so that a listing never reads them.</summary>
internal static class BlobKeys
{
    private const byte InlineKind = 0xF0, DoubtfulKind = 0xF1;

    public static byte[] DoubtfulPrefix => [DoubtfulKind];

    public static byte[] Inline(Guid id) => Key(InlineKind, id);

    public static byte[] Doubtful(Guid id) => Key(DoubtfulKind, id);

    public static Guid IdOf(ReadOnlySpan<byte> key) => new(key[1..17], bigEndian: true);

    private static byte[] Key(byte kind, Guid id)
    {
        var key = new byte[17];
        key[0] = kind;
        id.TryWriteBytes(key.AsSpan(1), bigEndian: true, out _);
        return key;
    }
}
