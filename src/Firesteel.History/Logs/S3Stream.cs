using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using Firesteel.History.Codecs;

namespace Firesteel.History.Logs;

/// <summary>
/// An object read in ranges: a head costs one small request, a whole log few large ones, and an abandoned stream leaves no connection open.
/// A body that is cut or stands still is asked for again from where it stopped.
/// </summary>
internal sealed class S3Stream(AmazonS3Client client, string bucket, string key, long offset, long length, TimeSpan patience) : PieceStream
{
    private const int FirstRange = 256 << 10;
    private const int LargestRange = 8 << 20;

    /// <summary>How often one range is asked for. What the store refuses with a status is retried by the client itself.</summary>
    private const int Attempts = 3;

    private byte[] range = [];
    private int filled;
    private int nextRange = FirstRange;
    private long position = offset;

    protected override ReadOnlyMemory<byte> Next()
    {
        if (position >= length)
            return default;
        var wanted = (int)Math.Min(length - position, nextRange);
        nextRange = Math.Min(nextRange * 4, LargestRange);
        if (range.Length < wanted)
            range = new byte[wanted];
        filled = 0;
        for (var attempt = 1; filled < wanted; attempt++)
        {
            try
            {
                // A replay owns its thread: waiting here holds nothing else up.
                FillAsync(wanted).GetAwaiter().GetResult();
                if (filled < wanted)
                    throw new IOException($"{key} ended after {position + filled} of {length} bytes");
            }
            catch (Exception failed) when (failed is AmazonServiceException or AmazonClientException)
            {
                throw S3Logs.Failure(failed, key);
            }
            catch (Exception cut) when (cut is HttpRequestException or IOException or OperationCanceledException)
            {
                if (attempt == Attempts)
                    throw S3Logs.Failure(cut is OperationCanceledException ? new TimeoutException($"nothing came for {patience.TotalSeconds:0.#} s") : cut, key);
            }
        }

        position += filled;
        return range.AsMemory(0, filled);
    }

    /// <summary>Everything that comes counts, also when the connection breaks afterwards.</summary>
    private async Task FillAsync(int wanted)
    {
        using var idle = new CancellationTokenSource(patience);
        var request = new GetObjectRequest { BucketName = bucket, Key = key, ByteRange = new ByteRange(position + filled, position + wanted - 1) };
        using var response = await client.GetObjectAsync(request, idle.Token);
        while (filled < wanted)
        {
            idle.CancelAfter(patience);
            var read = await response.ResponseStream.ReadAsync(range.AsMemory(filled, wanted - filled), idle.Token);
            if (read == 0)
                return;
            filled += read;
        }
    }
}
