using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;

namespace Firesteel.History.Logs;

/// <summary>Logs below a prefix of a bucket. One flat listing serves files and rolled logs; a prefix without objects is an empty place, not an error.</summary>
public sealed class S3Logs : ILogSource, IDisposable
{
    private readonly AmazonS3Client client;
    private readonly string bucket;
    private readonly string prefix;
    private readonly TimeSpan patience;

    public S3Logs(string location, S3Settings settings)
    {
        Name = location;
        var rest = location[(location.IndexOf("://", StringComparison.Ordinal) + 3)..];
        var slash = rest.IndexOf('/', StringComparison.Ordinal);
        bucket = slash < 0 ? rest : rest[..slash];
        prefix = slash < 0 ? "" : rest[(slash + 1)..].Trim('/');
        if (prefix.Length > 0)
            prefix += "/";
        patience = settings.Patience;
        client = settings.CreateClient();
    }

    public string Name { get; }

    public bool IsRemote => true;

    public async Task<IReadOnlyList<LogFile>> ListAsync(CancellationToken stop)
    {
        var files = new List<LogFile>();
        var request = new ListObjectsV2Request { BucketName = bucket, Prefix = prefix };
        try
        {
            do
            {
                var page = await client.ListObjectsV2Async(request, stop);
                foreach (var item in page.S3Objects ?? [])
                    Add(files, item);
                request.ContinuationToken = page.IsTruncated == true ? page.NextContinuationToken : null;
            }
            while (request.ContinuationToken is not null);
        }
        catch (Exception failed) when (failed is AmazonServiceException or AmazonClientException or HttpRequestException or IOException || (failed is OperationCanceledException && !stop.IsCancellationRequested))
        {
            throw Failure(failed is OperationCanceledException ? new TimeoutException($"no answer within {patience.TotalSeconds:0.#} s") : failed, Name);
        }

        return files;
    }

    public Stream Open(LogFile file, long offset = 0) => new S3Stream(client, bucket, prefix + file.Path, offset, file.Size, patience);

    public async Task DeleteAsync(LogFile file, CancellationToken stop)
    {
        try
        {
            await client.DeleteObjectAsync(bucket, prefix + file.Path, stop);
        }
        catch (Exception failed) when (failed is AmazonServiceException or AmazonClientException or HttpRequestException)
        {
            throw Failure(failed, file.Path);
        }
    }

    public void Dispose() => client.Dispose();

    /// <summary>One line without the request's headers or signature.</summary>
    internal static IOException Failure(Exception failed, string what) => failed is AmazonServiceException { StatusCode: not 0 } service
        ? new IOException($"S3 answered {(int)service.StatusCode} {service.ErrorCode} for {what}", failed)
        : new IOException($"S3 could not be reached for {what}: {failed.Message}", failed);

    private void Add(List<LogFile> files, S3Object item)
    {
        var path = item.Key[prefix.Length..];
        var slash = path.IndexOf('/', StringComparison.Ordinal);
        if (path.Length == 0 || path.EndsWith('/') || (slash >= 0 && (!path.StartsWith(LogNames.RolledPrefix, StringComparison.Ordinal) || path.IndexOf('/', slash + 1) >= 0)))
            return;
        var modified = item.LastModified is { } time ? new DateTimeOffset(time.ToUniversalTime()).ToUnixTimeMilliseconds() : 0;
        files.Add(new LogFile(path, item.Size ?? 0, modified));
    }
}
