using System.Net.Sockets;
using System.Security.Cryptography;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;

namespace Firesteel.IntegrationTests.Embedded.ObjectStore;

/// <summary>
/// A store that is killed in the middle of everything, again and again, and has to show after each start exactly what it acknowledged: each
/// object whole, as it was or as it was to be.
/// </summary>
public sealed class CrashTests
{
    private const string Bucket = "crash", Versioned = "crash-versions";

    /// <summary>Bounded for CI; <c>FIRESTEEL_CRASHES</c> asks for more.</summary>
    private static int Crashes => int.TryParse(Environment.GetEnvironmentVariable("FIRESTEEL_CRASHES"), out var wanted) ? wanted : 8;

    [Fact]
    public async Task Killed_while_writing_it_keeps_what_it_acknowledged_and_shows_nothing_half()
    {
        var directory = Directory.CreateTempSubdirectory("firesteel-crash-").FullName;
        try
        {
            // Per key what may be there: the hash of an acknowledged state, and those of the states that were asked for after it. "" is no object.
            var allowed = new Dictionary<string, HashSet<string>>();
            var versions = new VersionLedger();
            var random = new Random(20260101);
            for (var crash = 0; crash < Crashes; crash++)
            {
                using var process = StoreProcess.Start(directory);
                using var s3 = StoreUnderTest.ClientFor(process.Address);
                if (crash == 0)
                {
                    await s3.PutBucketAsync(Bucket);
                    await s3.PutBucketAsync(Versioned);
                    await s3.PutBucketVersioningAsync(new() { BucketName = Versioned, VersioningConfig = new() { Status = VersionStatus.Enabled } });
                }

                await CheckAsync(s3, allowed);
                await versions.CheckAsync(s3, Versioned);
                using var stop = new CancellationTokenSource();
                var workers = Enumerable.Range(0, 4).Select(worker => WorkAsync(s3, worker, allowed, new Random(random.Next()), stop.Token))
                    .Append(UntilKilledAsync(() => versions.WorkAsync(s3, Versioned, new Random(random.Next()), stop.Token))).ToArray();
                await Task.Delay(TimeSpan.FromMilliseconds(random.Next(30, 600)), TimeProvider.System);
                process.Kill();
                await stop.CancelAsync();
                await Task.WhenAll(workers);
            }

            using var last = StoreProcess.Start(directory);
            using var client = StoreUnderTest.ClientFor(last.Address);
            await CheckAsync(client, allowed);
            await versions.CheckAsync(client, Versioned);
            allowed.Count.ShouldBeGreaterThan(5);
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    private static Task WorkAsync(AmazonS3Client s3, int worker, Dictionary<string, HashSet<string>> allowed, Random random, CancellationToken stop) => UntilKilledAsync(async () =>
    {
        while (!stop.IsCancellationRequested)
        {
            var key = $"{worker}/{random.Next(6)}";
            var bytes = new byte[random.Next(4) switch { 0 => 100, 1 => 20_000, 2 => 300_000, _ => 5_400_000 }];
            random.NextBytes(bytes);
            var asked = random.Next(4) == 0 ? "" : Convert.ToHexStringLower(SHA256.HashData(bytes));
            string? source = null;
            lock (allowed)
            {
                // Now and then a copy of what another key is known to hold; nobody else writes this worker's keys.
                if (random.Next(5) == 0 && allowed.Where(one => one.Key.StartsWith($"{worker}/", StringComparison.Ordinal) && one.Key != key && one.Value.Count == 1 && one.Value.Single().Length > 0).Select(one => one.Key).FirstOrDefault() is { } known)
                    (source, asked) = (known, allowed[known].Single());
                if (!allowed.TryGetValue(key, out var states))
                    allowed[key] = states = [""];
                states.Add(asked);
            }

            if (source is not null)
                await s3.CopyObjectAsync(Bucket, source, Bucket, key, stop);
            else if (asked.Length == 0)
                await s3.DeleteObjectAsync(Bucket, key, stop);
            else if (bytes.Length > 5 << 20)
                await MultipartAsync(s3, key, bytes, stop);
            else
                await s3.PutObjectAsync(new() { BucketName = Bucket, Key = key, InputStream = new MemoryStream(bytes) }, stop);
            lock (allowed)
                allowed[key] = [asked];
        }
    });

    private static async Task UntilKilledAsync(Func<Task> work)
    {
        try
        {
            await work();
        }
        catch (Exception killed) when (killed is HttpRequestException or IOException or SocketException or OperationCanceledException or AmazonClientException)
        {
            // That is what the test does to it.
        }
    }

    private static async Task MultipartAsync(AmazonS3Client s3, string key, byte[] bytes, CancellationToken stop)
    {
        var upload = await s3.InitiateMultipartUploadAsync(Bucket, key, stop);
        var parts = new List<PartETag>();
        foreach (var (number, piece) in new[] { (1, bytes[..(5 << 20)]), (2, bytes[(5 << 20)..]) })
            parts.Add(new(await s3.UploadPartAsync(new() { BucketName = Bucket, Key = key, UploadId = upload.UploadId, PartNumber = number, InputStream = new MemoryStream(piece) }, stop)));
        await s3.CompleteMultipartUploadAsync(new() { BucketName = Bucket, Key = key, UploadId = upload.UploadId, PartETags = parts }, stop);
    }

    private static async Task CheckAsync(AmazonS3Client s3, Dictionary<string, HashSet<string>> allowed)
    {
        var listed = (await s3.ListObjectsV2Async(new() { BucketName = Bucket })).S3Objects?.Select(o => o.Key).ToHashSet() ?? [];
        listed.Except(allowed.Keys).ShouldBeEmpty();
        foreach (var (key, states) in allowed)
        {
            var state = "";
            if (listed.Contains(key))
            {
                using var got = await s3.GetObjectAsync(Bucket, key);
                state = Convert.ToHexStringLower(await SHA256.HashDataAsync(got.ResponseStream));
            }

            states.ShouldContain(state, $"{key} after a crash");
            allowed[key] = [state];
        }
    }
}
