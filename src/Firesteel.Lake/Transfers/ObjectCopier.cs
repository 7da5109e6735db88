using Firesteel.Lake.ObjectStorage;

namespace Firesteel.Lake.Transfers;

/// <summary>Copies one item; memory stays at a part's size, whatever the object's.</summary>
/// <param name="input">Standard input, opened when it is asked for.</param>
/// <param name="output">Standard output, likewise.</param>
public sealed class ObjectCopier(IObjectStoreClient store, Func<Stream> input, Func<Stream> output)
{
    /// <param name="progress">Told the bytes done so far of this item.</param>
    public async Task CopyAsync(CopyItem item, IProgress<long>? progress = null, CancellationToken stop = default)
    {
        switch (item.From.S3, item.To.S3)
        {
            case ({ } from, { } to):
                await store.CopyAsync(new ObjectEntry(from.Key, item.Size, DateTimeOffset.UnixEpoch), from.Bucket, to.Bucket, to.Key, stop);
                progress?.Report(item.Size);
                break;
            case (null, { } to):
                await using (var content = item.From.IsStream ? input() : new FileStream(item.From.Path, FileMode.Open, FileAccess.Read, FileShare.Read, 1, FileOptions.SequentialScan | FileOptions.Asynchronous))
                    await store.PutAsync(to.Bucket, to.Key, content, progress, stop);
                break;
            case ({ } from, null) when item.To.IsStream:
                await using (var content = await store.OpenAsync(from.Bucket, from.Key, stop))
                    await PumpAsync(content, output(), progress, stop);
                break;
            case ({ } from, null):
                await DownloadAsync(from.Bucket, from.Key, item.To.Path, progress, stop);
                break;
            default:
                throw new ArgumentException("one side of a copy is an S3 path", nameof(item));
        }
    }

    /// <summary>Under another name first: a copy that broke off is never taken for the whole.</summary>
    private async Task DownloadAsync(string bucket, string key, string path, IProgress<long>? progress, CancellationToken stop)
    {
        var partial = path + ".partial";
        if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder)
            Directory.CreateDirectory(folder);
        try
        {
            await using (var content = await store.OpenAsync(bucket, key, stop))
            await using (var file = new FileStream(partial, FileMode.Create, FileAccess.Write, FileShare.None, 1, FileOptions.Asynchronous))
                await PumpAsync(content, file, progress, stop);
            File.Move(partial, path, overwrite: true);
        }
        catch
        {
            File.Delete(partial);
            throw;
        }
    }

    private static async Task PumpAsync(Stream from, Stream to, IProgress<long>? progress, CancellationToken stop)
    {
        var buffer = new byte[256 * 1024];
        long done = 0;
        for (int read; (read = await from.ReadAsync(buffer, stop)) > 0;)
        {
            await to.WriteAsync(buffer.AsMemory(0, read), stop);
            progress?.Report(done += read);
        }

        await to.FlushAsync(stop);
    }
}
