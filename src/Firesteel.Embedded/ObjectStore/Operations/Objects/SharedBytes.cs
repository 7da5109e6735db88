using System.Collections.Immutable;
using Firesteel.Embedded.ObjectStore.Encryption;
using Firesteel.Embedded.ObjectStore.Storage;

namespace Firesteel.Embedded.ObjectStore.Operations.Objects;

/// <summary>A second set of blobs with the bytes of a first, encrypted or not: shared where the back-end can, copied where it cannot.</summary>
internal sealed class SharedBytes(IObjectStorage storage) : IAsyncDisposable
{
    private readonly List<IBlobWriter> _writers = [];

    public async Task<ImmutableArray<BlobReference>> ShareAsync(ImmutableArray<BlobReference> blobs, IndexBatch batch, CancellationToken stop)
    {
        var shared = ImmutableArray.CreateBuilder<BlobReference>(blobs.Length);
        foreach (var blob in blobs)
            shared.Add(storage.Share(blob, batch) ?? await CopyAsync(blob, batch, stop));
        return shared.ToImmutable();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var writer in _writers)
            await writer.DisposeAsync();
    }

    private async Task<BlobReference> CopyAsync(BlobReference blob, IndexBatch batch, CancellationToken stop)
    {
        var writer = storage.CreateBlob(blob.Length);
        _writers.Add(writer);
        await BlobBytes.ReadAsync(new PlainBlobs(storage), [blob], 0, blob.Length, writer.WriteAsync, stop);
        return await writer.SealAsync(batch);
    }
}
