namespace Firesteel.Embedded.ObjectStore.Storage;

/// <summary>
/// The one seam between what S3 means and where its bytes lie: an ordered index with atomic batches, and blobs that never change once sealed.
/// Versions, locks, uploads and listings are built on it once, for both back-ends.
/// </summary>
internal interface IObjectStorage : IAsyncDisposable
{
    /// <summary>The value under <paramref name="key"/>, null when there is none.</summary>
    byte[]? Find(ReadOnlySpan<byte> key);

    /// <summary>A cursor over the index in the order of the keys' bytes; it sees every batch committed before a <see cref="IIndexCursor.Seek"/>.</summary>
    IIndexCursor OpenCursor();

    /// <summary>
    /// Makes the batch visible, all of it or nothing, and as durable as the back-end promises. Blobs sealed into it now belong to the index;
    /// blobs released by it are deleted afterwards. Cannot be cancelled: a caller that goes away does not leave half a change.
    /// </summary>
    Task CommitAsync(IndexBatch batch);

    /// <summary>A blob to write; it disappears again unless it was sealed into a batch that was committed.</summary>
    /// <param name="length">Bytes to come, when known: reserves the space.</param>
    IBlobWriter CreateBlob(long? length);

    /// <exception cref="FileNotFoundException">The blob was released meanwhile.</exception>
    IBlobReader OpenBlob(BlobReference blob);

    /// <summary>A second name for the same bytes, independent of the first, in time that does not depend on the size; null when this cannot be had.</summary>
    BlobReference? Share(BlobReference blob, IndexBatch batch);
}
