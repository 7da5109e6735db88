using System.Collections.Immutable;
using System.IO.Pipelines;
using Firesteel.Embedded.ObjectStore.Encryption;
using Firesteel.Embedded.ObjectStore.Storage;

namespace Firesteel.Embedded.ObjectStore.Operations.Objects;

/// <summary>The blobs of a version, held open so that deleting them does not cut off who is reading. Of very many only the first are held.</summary>
internal sealed class OpenBlobs : IDisposable
{
    private const int Most = 256;

    private readonly IBlobAccess _access;
    private readonly ImmutableArray<BlobReference> _blobs;
    private readonly List<IBlobReader> _readers = [];

    /// <exception cref="FileNotFoundException">One was deleted before it could be opened.</exception>
    public OpenBlobs(IBlobAccess access, ImmutableArray<BlobReference> blobs)
    {
        (_access, _blobs) = (access, blobs);
        try
        {
            foreach (var blob in blobs.Take(Most))
                _readers.Add(access.Open(blob));
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public async Task SendAsync(long offset, long length, PipeWriter target, CancellationToken stop)
    {
        for (var i = 0; i < _readers.Count && length > 0; i++)
        {
            var size = _access.LengthOf(_blobs[i]);
            var count = Math.Clamp(size - offset, 0, length);
            if (count > 0)
                await _readers[i].CopyToAsync(target, offset, count, stop);
            length -= count;
            offset = Math.Max(0, offset - size);
        }

        if (length > 0)
            await BlobBytes.SendAsync(_access, _blobs[_readers.Count..], offset, length, target, stop);
    }

    public void Dispose()
    {
        foreach (var reader in _readers)
            reader.Dispose();
    }
}
