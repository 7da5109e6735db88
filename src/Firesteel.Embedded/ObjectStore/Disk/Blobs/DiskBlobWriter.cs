using System.Buffers;
using System.Buffers.Binary;
using Firesteel.Embedded.ObjectStore.Checksums;
using Firesteel.Embedded.ObjectStore.Storage;
using Microsoft.Win32.SafeHandles;

namespace Firesteel.Embedded.ObjectStore.Disk.Blobs;

/// <summary>Keeps a small blob in hand; starts a file when it grows.</summary>
internal sealed class DiskBlobWriter(DiskStorage storage, long? expected) : IBlobWriter
{
    private readonly Guid _id = Guid.CreateVersion7();
    private readonly ArrayBufferWriter<byte> _checksums = new();
    private byte[] _block = ArrayPool<byte>.Shared.Rent(expected <= BlobLayout.LargestInline ? BlobLayout.LargestInline : BlobLayout.Block);
    private SafeFileHandle? _file;
    private int _used;
    private long _written;
    private IndexBatch? _batch;

    public async ValueTask WriteAsync(ReadOnlyMemory<byte> data)
    {
        while (!data.IsEmpty)
        {
            if (_file is null && _used + data.Length > BlobLayout.LargestInline)
                await StartFileAsync();
            if (_used == 0 && data.Length >= BlobLayout.Block)
            {
                WriteBlock(data.Span[..BlobLayout.Block]);
                data = data[BlobLayout.Block..];
                continue;
            }

            var limit = _file is null ? BlobLayout.LargestInline : BlobLayout.Block;
            var count = Math.Min(data.Length, limit - _used);
            data.Span[..count].CopyTo(_block.AsSpan(_used));
            _used += count;
            data = data[count..];
            if (_file is not null && _used == BlobLayout.Block)
                FlushBlock();
        }
    }

    public async ValueTask<BlobReference> SealAsync(IndexBatch batch)
    {
        _batch = batch;
        if (_file is null)
        {
            var inline = new BlobReference(_id, _used, Inline: true);
            if (_used > 0)
                batch.Put(BlobKeys.Inline(_id), _block.AsSpan(0, _used).ToArray());
            return inline;
        }

        if (_used > 0)
            FlushBlock();
        RandomAccess.Write(_file, _checksums.WrittenSpan, _written);
        RandomAccess.SetLength(_file, BlobLayout.FileLength(_written));
        await Task.Run(() => storage.Files.Flush(_id, _file));
        var blob = new BlobReference(_id, _written, Inline: false);
        batch.Bring(blob);
        return blob;
    }

    public async ValueTask DisposeAsync()
    {
        if (_block.Length > 0)
            ArrayPool<byte>.Shared.Return(_block);
        _block = [];
        if (_file is null)
            return;
        _file.Dispose();
        if (_batch is not { Committed: true })
            await storage.RemoveAsync([new(_id, _written, false)]);
    }

    private async Task StartFileAsync()
    {
        await storage.DoubtAsync(_id);
        _file = storage.Files.Create(_id, expected is { } length ? BlobLayout.FileLength(length) : null);
        if (_block.Length >= BlobLayout.Block)
            return;
        var larger = ArrayPool<byte>.Shared.Rent(BlobLayout.Block);
        _block.AsSpan(0, _used).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_block);
        _block = larger;
    }

    private void FlushBlock()
    {
        WriteBlock(_block.AsSpan(0, _used));
        _used = 0;
    }

    private void WriteBlock(ReadOnlySpan<byte> block)
    {
        RandomAccess.Write(_file!, block, _written);
        _written += block.Length;
        BinaryPrimitives.WriteUInt32LittleEndian(_checksums.GetSpan(4), (uint)ReflectedCrc.Crc32C.Append(0, block));
        _checksums.Advance(4);
    }
}
