using System.Buffers;
using System.Buffers.Binary;
using System.IO.Pipelines;
using Firesteel.Embedded.ObjectStore.Checksums;
using Firesteel.Embedded.ObjectStore.Storage;
using Microsoft.Win32.SafeHandles;

namespace Firesteel.Embedded.ObjectStore.Disk.Blobs;

/// <summary>Reads a blob's file block by block, each one checked before a byte of it goes out.</summary>
internal sealed class BlobFile(SafeFileHandle file, long length) : IBlobReader
{
    private const int ChecksumsAtOnce = 1024;

    public async ValueTask CopyToAsync(PipeWriter target, long offset, long count, CancellationToken stop)
    {
        if (count == 0)
            return;
        var first = offset / BlobLayout.Block;
        var last = (offset + count - 1) / BlobLayout.Block;
        var checksums = ArrayPool<byte>.Shared.Rent((int)Math.Min(last - first + 1, ChecksumsAtOnce) * 4);
        try
        {
            for (var block = first; block <= last; block++)
            {
                var ahead = (int)((block - first) % ChecksumsAtOnce);
                if (ahead == 0)
                    Fill(checksums.AsSpan(0, (int)Math.Min(last - block + 1, ChecksumsAtOnce) * 4), BlobLayout.ChecksumAt(length, block));
                var start = block * BlobLayout.Block;
                var size = (int)Math.Min(BlobLayout.Block, length - start);
                var from = (int)(Math.Max(offset, start) - start);
                var to = (int)(Math.Min(offset + count, start + size) - start);
                var expected = BinaryPrimitives.ReadUInt32LittleEndian(checksums.AsSpan(ahead * 4));
                if (from == 0)
                {
                    // Straight into the connection's own buffer.
                    Checked(target.GetMemory(size).Span[..size], start, expected);
                    target.Advance(to);
                }
                else
                {
                    Part(target, start, size, from, to, expected);
                }

                var flushed = await target.FlushAsync(stop);
                if (flushed.IsCompleted)
                    return;
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(checksums);
        }
    }

    public void Dispose() => file.Dispose();

    private void Part(PipeWriter target, long start, int size, int from, int to, uint expected)
    {
        var whole = ArrayPool<byte>.Shared.Rent(size);
        try
        {
            Checked(whole.AsSpan(0, size), start, expected);
            whole.AsSpan(from, to - from).CopyTo(target.GetSpan(to - from));
            target.Advance(to - from);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(whole);
        }
    }

    private void Checked(Span<byte> block, long at, uint expected)
    {
        Fill(block, at);
        if ((uint)ReflectedCrc.Crc32C.Append(0, block) != expected)
            throw new DamagedBlobException($"the block at {at} of a stored blob is not what was written");
    }

    private void Fill(Span<byte> target, long at)
    {
        while (!target.IsEmpty)
        {
            var read = RandomAccess.Read(file, target, at);
            if (read == 0)
                throw new DamagedBlobException("a stored blob is shorter than what was written");
            target = target[read..];
            at += read;
        }
    }
}
