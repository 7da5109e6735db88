using System.IO.Pipelines;
using Firesteel.Embedded.ObjectStore.Storage;

namespace Firesteel.Embedded.ObjectStore.Memory;

/// <summary>A blob as pieces of one size, the last one shorter.</summary>
internal sealed class MemoryBlob(List<byte[]> pieces) : IBlobReader
{
    public const int PieceSize = 64 * 1024;

    public async ValueTask CopyToAsync(PipeWriter target, long offset, long length, CancellationToken stop)
    {
        while (length > 0)
        {
            var piece = pieces[(int)(offset / PieceSize)];
            var from = (int)(offset % PieceSize);
            var count = (int)Math.Min(length, piece.Length - from);
            await target.WriteAsync(piece.AsMemory(from, count), stop);
            offset += count;
            length -= count;
        }
    }

    public void Dispose()
    {
    }
}
