using System.Collections.Immutable;
using System.IO.Pipelines;
using Firesteel.Embedded.ObjectStore.Encryption;
using Firesteel.Embedded.ObjectStore.Storage;

namespace Firesteel.Embedded.ObjectStore.Operations.Objects;

/// <summary>The bytes of an object across its blobs.</summary>
internal static class BlobBytes
{
    public static async Task SendAsync(IBlobAccess access, ImmutableArray<BlobReference> blobs, long offset, long length, PipeWriter target, CancellationToken stop)
    {
        foreach (var blob in blobs)
        {
            if (length == 0)
                return;
            var size = access.LengthOf(blob);
            if (offset >= size)
            {
                offset -= size;
                continue;
            }

            var count = Math.Min(length, size - offset);
            using var reader = access.Open(blob);
            await reader.CopyToAsync(target, offset, count, stop);
            length -= count;
            offset = 0;
        }
    }

    public static async Task ReadAsync(
        IBlobAccess access, ImmutableArray<BlobReference> blobs, long offset, long length, Func<ReadOnlyMemory<byte>, ValueTask> sink, CancellationToken stop)
    {
        var pipe = new Pipe(new(pauseWriterThreshold: 1 << 20, resumeWriterThreshold: 1 << 19));
        var sending = SendThenCompleteAsync();
        try
        {
            while (true)
            {
                var read = await pipe.Reader.ReadAsync(stop);
                foreach (var piece in read.Buffer)
                    await sink(piece);
                pipe.Reader.AdvanceTo(read.Buffer.End);
                if (read.IsCompleted)
                    break;
            }
        }
        finally
        {
            await pipe.Reader.CompleteAsync();
        }

        await sending;

        async Task SendThenCompleteAsync()
        {
            try
            {
                await SendAsync(access, blobs, offset, length, pipe.Writer, stop);
                await pipe.Writer.CompleteAsync();
            }
            catch (Exception failed)
            {
                await pipe.Writer.CompleteAsync(failed);
            }
        }
    }
}
