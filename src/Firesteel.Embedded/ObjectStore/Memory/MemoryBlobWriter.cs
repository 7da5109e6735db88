using Firesteel.Embedded.ObjectStore.Storage;

namespace Firesteel.Embedded.ObjectStore.Memory;

internal sealed class MemoryBlobWriter(MemoryStorage storage) : IBlobWriter
{
    private readonly List<byte[]> _pieces = [];
    private byte[] _last = [];
    private int _used;
    private long _length;
    private Guid _id;
    private IndexBatch? _batch;

    public ValueTask WriteAsync(ReadOnlyMemory<byte> data)
    {
        _length += data.Length;
        while (!data.IsEmpty)
        {
            if (_used == _last.Length)
            {
                if (_used > 0 && _last.Length < MemoryBlob.PieceSize)
                {
                    Array.Resize(ref _last, Math.Min(MemoryBlob.PieceSize, Math.Max(_last.Length * 4, _used + data.Length)));
                }
                else
                {
                    if (_used > 0)
                        _pieces.Add(_last);
                    _last = new byte[Math.Min(MemoryBlob.PieceSize, data.Length)];
                    _used = 0;
                }
            }

            var count = Math.Min(data.Length, _last.Length - _used);
            data.Span[..count].CopyTo(_last.AsSpan(_used));
            _used += count;
            data = data[count..];
        }

        return ValueTask.CompletedTask;
    }

    public ValueTask<BlobReference> SealAsync(IndexBatch batch)
    {
        if (_used > 0)
            _pieces.Add(_used == _last.Length ? _last : _last[.._used]);
        var blob = new BlobReference(Guid.CreateVersion7(), _length, Inline: false);
        (_id, _batch) = (blob.Id, batch);
        storage.Keep(blob.Id, new MemoryBlob(_pieces));
        batch.Bring(blob);
        return ValueTask.FromResult(blob);
    }

    public ValueTask DisposeAsync()
    {
        if (_batch is { Committed: false })
            storage.Forget(_id);
        return ValueTask.CompletedTask;
    }
}
