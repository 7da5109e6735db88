using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;

namespace Firesteel.History.Logs;

/// <summary>An object read in ranges: a head costs one small request, a whole log few large ones, and an abandoned stream leaves no connection open.</summary>
internal sealed class S3Stream(AmazonS3Client client, string bucket, string key, long offset, long length) : Stream
{
    private const int FirstRange = 256 << 10;
    private const int LargestRange = 8 << 20;

    private byte[] range = [];
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
        if (at == range.Length && !Fetch())
            return 0;
        var count = Math.Min(buffer.Length, range.Length - at);
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
        var end = Math.Min(length, position + nextRange) - 1;
        nextRange = Math.Min(nextRange * 4, LargestRange);
        var request = new GetObjectRequest { BucketName = bucket, Key = key, ByteRange = new ByteRange(position, end) };
        try
        {
            // A replay owns its thread: waiting here holds nothing else up.
            using var response = client.GetObjectAsync(request).GetAwaiter().GetResult();
            using var body = new MemoryStream((int)(end - position + 1));
            response.ResponseStream.CopyTo(body);
            range = body.ToArray();
        }
        catch (Exception failed) when (failed is AmazonServiceException or AmazonClientException or HttpRequestException or OperationCanceledException)
        {
            throw S3Logs.Failure(failed, key);
        }

        at = 0;
        position += range.Length;
        return range.Length > 0;
    }
}
