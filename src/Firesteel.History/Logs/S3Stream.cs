using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;

namespace Firesteel.History.Logs;

/// <summary>
/// An object read in ranges: a head costs one small request, a whole log few large ones, and an abandoned stream leaves no connection open.
/// A body that is cut or stands still is asked for again from where it stopped.
/// </summary>
internal sealed class S3Stream(AmazonS3Client client, string bucket, string key, long offset, long length, TimeSpan patience) : Stream
{
    private const int FirstRange = 256 << 10;
    private const int LargestRange = 8 << 20;

    /// <summary>How often one range is asked for. What the store refuses with a status is retried by the client itself.</summary>
    private const int Attempts = 3;

    private byte[] range = [];
    private int filled;
    private int at;
    private int nextRange = FirstRange;
    private long position = offset;

    public override bool CanRead => true;
    public override bool CanSeek => false;
    public override bool CanWrite => false;
    public override long Length => length;
    public override long Position { get => position; set => throw new NotSupportedException(); }

    public override int Read(Span<byte> buffer)
    {
        if (at == filled && !Fetch())
            return 0;
        var count = Math.Min(buffer.Length, filled - at);
        range.AsSpan(at, count).CopyTo(buffer);
        at += count;
        return count;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
    public override void SetLength(long value) => throw new NotSupportedException();
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    private bool Fetch()
    {
        if (position >= length)
            return false;
        var wanted = (int)Math.Min(length - position, nextRange);
        nextRange = Math.Min(nextRange * 4, LargestRange);
        if (range.Length < wanted)
            range = new byte[wanted];
        (at, filled) = (0, 0);
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
        return true;
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
