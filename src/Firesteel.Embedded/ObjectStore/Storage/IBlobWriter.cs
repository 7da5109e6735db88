namespace Firesteel.Embedded.ObjectStore.Storage;

/// <summary>Bytes on their way into the store. Disposing it before its batch is committed takes them back.</summary>
internal interface IBlobWriter : IAsyncDisposable
{
    ValueTask WriteAsync(ReadOnlyMemory<byte> data);

    /// <summary>Ends the blob and ties it to <paramref name="batch"/>.</summary>
    ValueTask<BlobReference> SealAsync(IndexBatch batch);
}
