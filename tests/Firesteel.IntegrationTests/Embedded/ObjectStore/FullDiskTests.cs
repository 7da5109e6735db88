using System.Net;
using System.Security.Cryptography;
using Amazon.S3;

namespace Firesteel.IntegrationTests.Embedded.ObjectStore;

/// <summary>A store on a disk of 64 MiB, a file system in memory that only its process sees.</summary>
public sealed class FullDiskTests
{
    private const string Bucket = "small";

    [Fact]
    public async Task A_full_disk_is_said_harms_nothing_and_can_be_emptied_through_the_store()
    {
        var directory = Directory.CreateTempSubdirectory("firesteel-full-").FullName;
        try
        {
            using var store = StoreProcess.StartOnSmallDisk(directory, mebibytes: 64);
            using var s3 = StoreUnderTest.ClientFor(store.Address);
            await s3.PutBucketAsync(Bucket);
            var written = new Dictionary<string, string>();
            foreach (var size in new[] { 1 << 20, 100_000, 4096, 10 })
                await FillAsync(s3, size, written);
            written.Count.ShouldBeGreaterThan(50);

            foreach (var key in written.Keys.Where(key => key.StartsWith("1048576/", StringComparison.Ordinal)).Take(20).ToList())
            {
                await s3.DeleteObjectAsync(Bucket, key);
                written.Remove(key);
            }

            foreach (var (key, hash) in written)
            {
                using var got = await s3.GetObjectAsync(Bucket, key);
                Convert.ToHexStringLower(await SHA256.HashDataAsync(got.ResponseStream)).ShouldBe(hash, key);
            }

            for (var i = 0; i < 10; i++)
                await s3.PutObjectAsync(new() { BucketName = Bucket, Key = $"again/{i}", InputStream = new MemoryStream(new byte[1 << 20]) });
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    private static async Task FillAsync(AmazonS3Client s3, int size, Dictionary<string, string> written)
    {
        for (var i = 0; ; i++)
        {
            var (key, bytes) = ($"{size}/{i}", RandomNumberGenerator.GetBytes(size));
            try
            {
                await s3.PutObjectAsync(new() { BucketName = Bucket, Key = key, InputStream = new MemoryStream(bytes) });
                written[key] = Convert.ToHexStringLower(SHA256.HashData(bytes));
            }
            catch (AmazonS3Exception refused)
            {
                refused.StatusCode.ShouldBe(HttpStatusCode.InsufficientStorage, refused.Message);
                refused.Message.ShouldContain("disk of the store is full");
                return;
            }
        }
    }
}
