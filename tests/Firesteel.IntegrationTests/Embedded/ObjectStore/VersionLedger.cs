using System.Security.Cryptography;
using Amazon.S3;
using Amazon.S3.Model;

namespace Firesteel.IntegrationTests.Embedded.ObjectStore;

/// <summary>What a store acknowledged about versions, and what it was asked for when it was killed.</summary>
internal sealed class VersionLedger
{
    private readonly HashSet<string> _asked = [];
    private readonly Dictionary<(string Key, string Id), string> _kept = [];
    private readonly HashSet<(string Key, string Id)> _doubtful = [], _gone = [];

    public async Task WorkAsync(AmazonS3Client s3, string bucket, Random random, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            var key = $"v/{random.Next(3)}";
            if (_kept.Count > 3 && random.Next(3) == 0)
            {
                var one = _kept.Keys.ElementAt(random.Next(_kept.Count));
                _kept.Remove(one);
                _doubtful.Add(one);
                await s3.DeleteObjectAsync(bucket, one.Key, one.Id, stop);
                _doubtful.Remove(one);
                _gone.Add(one);
            }
            else if (random.Next(5) == 0)
            {
                await s3.DeleteObjectAsync(bucket, key, stop); // a marker on top takes nothing away
            }
            else
            {
                var bytes = new byte[random.Next(2) == 0 ? 500 : 90_000];
                random.NextBytes(bytes);
                var hash = Convert.ToHexStringLower(SHA256.HashData(bytes));
                _asked.Add(hash);
                var put = await s3.PutObjectAsync(new() { BucketName = bucket, Key = key, InputStream = new MemoryStream(bytes) }, stop);
                _kept[(key, put.VersionId)] = hash;
            }
        }
    }

    public async Task CheckAsync(AmazonS3Client s3, string bucket)
    {
        var found = new HashSet<(string, string)>();
        string? keyMarker = null, idMarker = null;
        do
        {
            var page = await s3.ListVersionsAsync(new ListVersionsRequest { BucketName = bucket, KeyMarker = keyMarker, VersionIdMarker = idMarker });
            foreach (var version in page.Versions?.Where(version => version.IsDeleteMarker != true) ?? [])
            {
                found.Add((version.Key, version.VersionId));
                using var got = await s3.GetObjectAsync(bucket, version.Key, version.VersionId);
                var hash = Convert.ToHexStringLower(await SHA256.HashDataAsync(got.ResponseStream));
                if (_kept.TryGetValue((version.Key, version.VersionId), out var kept))
                    hash.ShouldBe(kept);
                else
                    _asked.ShouldContain(hash, "a version that nobody wrote");
            }

            (keyMarker, idMarker) = page.IsTruncated == true ? (page.NextKeyMarker, page.NextVersionIdMarker) : (null, null);
        }
        while (keyMarker is not null);

        _kept.Keys.Where(one => !found.Contains(one)).ShouldBeEmpty("acknowledged versions are lost");
        _gone.Where(found.Contains).ShouldBeEmpty("deleted versions came back");
        foreach (var one in _doubtful.Where(one => !found.Contains(one)).ToList())
        {
            _doubtful.Remove(one);
            _gone.Add(one); // once it is gone it must stay so
        }
    }
}
