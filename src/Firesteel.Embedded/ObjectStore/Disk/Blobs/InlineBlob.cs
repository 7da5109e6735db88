using System.IO.Pipelines;
using Firesteel.Embedded.ObjectStore.Storage;

namespace Firesteel.Embedded.ObjectStore.Disk.Blobs;

/// <summary>A blob that lies in the index, which checks its own blocks.</summary>
internal sealed class InlineBlob(byte[] bytes) : IBlobReader
{
    public async ValueTask CopyToAsync(PipeWriter target, long offset, long length, CancellationToken stop) =>
        await target.WriteAsync(bytes.AsMemory((int)offset, (int)length), stop);

    public void Dispose()
    {
    }
}
