using System.Collections.Immutable;
using System.Net;
using Amazon.S3;
using Amazon.S3.Model;
using Firesteel.Lake.Connecting;

namespace Firesteel.Lake.ObjectStorage;

/// <content>Objects: reading, writing in parts, copying, deleting.</content>
public sealed partial class SdkObjectStoreClient
{
    /// <summary>S3's limit for one CopyObject.</summary>
    private const long SingleCopyBytes = 5L * 1024 * 1024 * 1024;

    private const long CopyPartBytes = 1024L * 1024 * 1024;

    public async Task<ObjectEntry?> FindAsync(string bucket, string key, CancellationToken stop = default)
    {
        try
        {
            var head = await SdkErrors.Ask($"look for s3://{bucket}/{key}", () => _s3.GetObjectMetadataAsync(new GetObjectMetadataRequest { BucketName = bucket, Key = key }, stop));
            return new ObjectEntry(key, head.ContentLength, head.LastModified?.ToUniversalTime() ?? DateTime.UnixEpoch);
        }
        catch (StoreException missing) when (missing.Status == HttpStatusCode.NotFound)
        {
            return null;
        }
    }

    public async Task<Stream> OpenAsync(string bucket, string key, CancellationToken stop = default) =>
        (await SdkErrors.Ask($"read s3://{bucket}/{key}", () => _s3.GetObjectAsync(new GetObjectRequest { BucketName = bucket, Key = key }, stop))).ResponseStream;

    public async Task PutAsync(string bucket, string key, Stream content, IProgress<long>? progress = null, CancellationToken stop = default)
    {
        var asked = $"write s3://{bucket}/{key}";
        // One byte more than a short file has, so that its end is seen in one go and ten thousand small files need no large buffers.
        long? length = content.CanSeek ? content.Length - content.Position : null;
        var buffer = new byte[Math.Min(PartSize.For(length), (length + 1) ?? long.MaxValue)];
        var filled = await content.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, stop);
        if (filled < buffer.Length)
        {
            await SdkErrors.Ask(asked, () => _s3.PutObjectAsync(new PutObjectRequest { BucketName = bucket, Key = key, InputStream = new MemoryStream(buffer, 0, filled), AutoCloseStream = false }, stop));
            progress?.Report(filled);
            return;
        }

        var upload = (await SdkErrors.Ask(asked, () => _s3.InitiateMultipartUploadAsync(new InitiateMultipartUploadRequest { BucketName = bucket, Key = key }, stop))).UploadId;
        try
        {
            var parts = new List<PartETag>();
            for (long sent = 0; filled > 0;)
            {
                var (number, bytes) = (parts.Count + 1, filled);
                var part = await SdkErrors.Ask($"{asked}, part {number}", () => _s3.UploadPartAsync(new UploadPartRequest
                {
                    BucketName = bucket,
                    Key = key,
                    UploadId = upload,
                    PartNumber = number,
                    PartSize = bytes,
                    InputStream = new MemoryStream(buffer, 0, bytes),
                }, stop));
                parts.Add(new PartETag(part)); // with its checksum, which some stores want again at completion
                progress?.Report(sent += filled);
                filled = await content.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, stop);
            }

            await SdkErrors.Ask(asked, () => _s3.CompleteMultipartUploadAsync(new CompleteMultipartUploadRequest { BucketName = bucket, Key = key, UploadId = upload, PartETags = parts }, stop));
        }
        catch
        {
            await AbortAsync(bucket, key, upload);
            throw;
        }
    }

    public async Task CopyAsync(ObjectEntry source, string sourceBucket, string bucket, string key, CancellationToken stop = default)
    {
        var asked = $"copy s3://{sourceBucket}/{source.Key} to s3://{bucket}/{key}";
        if (source.Size <= SingleCopyBytes)
        {
            await SdkErrors.Ask(asked, () => _s3.CopyObjectAsync(new CopyObjectRequest { SourceBucket = sourceBucket, SourceKey = source.Key, DestinationBucket = bucket, DestinationKey = key }, stop));
            return;
        }

        var upload = (await SdkErrors.Ask(asked, () => _s3.InitiateMultipartUploadAsync(new InitiateMultipartUploadRequest { BucketName = bucket, Key = key }, stop))).UploadId;
        try
        {
            var parts = new List<PartETag>();
            for (long at = 0; at < source.Size; at += CopyPartBytes)
            {
                var (number, first) = (parts.Count + 1, at);
                var part = await SdkErrors.Ask(asked, () => _s3.CopyPartAsync(new CopyPartRequest
                {
                    SourceBucket = sourceBucket,
                    SourceKey = source.Key,
                    DestinationBucket = bucket,
                    DestinationKey = key,
                    UploadId = upload,
                    PartNumber = number,
                    FirstByte = first,
                    LastByte = Math.Min(first + CopyPartBytes, source.Size) - 1,
                }, stop));
                parts.Add(new PartETag(number, part.ETag));
            }

            await SdkErrors.Ask(asked, () => _s3.CompleteMultipartUploadAsync(new CompleteMultipartUploadRequest { BucketName = bucket, Key = key, UploadId = upload, PartETags = parts }, stop));
        }
        catch
        {
            await AbortAsync(bucket, key, upload);
            throw;
        }
    }

    public async Task<ImmutableArray<(string Key, string Reason)>> DeleteAsync(string bucket, IReadOnlyCollection<string> keys, CancellationToken stop = default)
    {
        var failed = ImmutableArray.CreateBuilder<(string, string)>();
        foreach (var batch in keys.Chunk(1000))
        {
            try
            {
                await SdkErrors.Ask($"delete in s3://{bucket}", () => _s3.DeleteObjectsAsync(new DeleteObjectsRequest { BucketName = bucket, Quiet = true, Objects = [.. batch.Select(key => new KeyVersion { Key = key })] }, stop));
            }
            catch (StoreException partly) when (partly.InnerException is DeleteObjectsException)
            {
                throw;
            }
            catch (DeleteObjectsException partly)
            {
                failed.AddRange((partly.Response.DeleteErrors ?? []).Select(error => (error.Key, $"{error.Code}: {error.Message}")));
            }
        }

        return failed.ToImmutable();
    }

    private async Task AbortAsync(string bucket, string key, string upload)
    {
        try
        {
            await _s3.AbortMultipartUploadAsync(new AbortMultipartUploadRequest { BucketName = bucket, Key = key, UploadId = upload }, CancellationToken.None);
        }
        catch (Exception left) when (left is AmazonS3Exception or Amazon.Runtime.AmazonClientException or HttpRequestException)
        {
            // The first failure is what is reported; the lifecycle drops what stayed behind.
        }
    }
}
