using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using Firesteel.TestKit.Stores;

namespace Firesteel.IntegrationTests.Embedded.ObjectStore;

/// <summary>Encryption at rest, with the store's key and with the client's.</summary>
public sealed class EncryptionTests
{
    private const string Bucket = "secrets", Marker = "nobody may read this on the disk ";
    private static readonly byte[] StoreKey = RandomNumberGenerator.GetBytes(32);
    private static readonly byte[] Text = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat(Marker, 10_000)));

    [Fact]
    public async Task What_is_asked_to_be_encrypted_is_not_readable_on_the_disk()
    {
        var directory = Directory.CreateTempSubdirectory("firesteel-store-");
        try
        {
            await using (var store = await StoreUnderTest.StartAsync("disk", o => o with { DataDirectory = directory.FullName, EncryptionKey = StoreKey }))
            {
                using var s3 = store.Client();
                await s3.PutBucketAsync(Bucket);
                var put = await s3.PutObjectAsync(new() { BucketName = Bucket, Key = "large", InputStream = new MemoryStream(Text), ServerSideEncryptionMethod = ServerSideEncryptionMethod.AES256 });
                put.ServerSideEncryptionMethod.ShouldBe(ServerSideEncryptionMethod.AES256);
                await s3.PutObjectAsync(new() { BucketName = Bucket, Key = "small", ContentBody = Marker, ServerSideEncryptionMethod = ServerSideEncryptionMethod.AES256 });
                await s3.PutBucketEncryptionAsync(new() { BucketName = Bucket, ServerSideEncryptionConfiguration = new() { ServerSideEncryptionRules = [new() { ServerSideEncryptionByDefault = new() { ServerSideEncryptionAlgorithm = ServerSideEncryptionMethod.AES256 } }] } });
                await s3.PutObjectAsync(new() { BucketName = Bucket, Key = "by default", InputStream = new MemoryStream(Text) });
                await s3.CopyObjectAsync(Bucket, "large", Bucket, "copy");
                foreach (var key in new[] { "large", "by default", "copy" })
                {
                    using var got = await s3.GetObjectAsync(Bucket, key);
                    got.ServerSideEncryptionMethod.ShouldBe(ServerSideEncryptionMethod.AES256);
                    (await ReadAsync(got)).ShouldBe(Text);
                }

                using var range = await s3.GetObjectAsync(new() { BucketName = Bucket, Key = "large", ByteRange = new(65_530, 200_000) });
                (await ReadAsync(range)).ShouldBe(Text[65_530..200_001]);
                Readable(directory).ShouldBeFalse();
                await s3.PutObjectAsync(new() { BucketName = Bucket, Key = "plain", ContentBody = Marker, ServerSideEncryptionMethod = ServerSideEncryptionMethod.None });
                await s3.DeleteBucketEncryptionAsync(new() { BucketName = Bucket });
                await s3.PutObjectAsync(new() { BucketName = Bucket, Key = "plain", ContentBody = Marker });
                Readable(directory).ShouldBeTrue(); // the search finds what is there
            }

            await using var other = await StoreUnderTest.StartAsync("disk", o => o with { DataDirectory = directory.FullName, EncryptionKey = RandomNumberGenerator.GetBytes(32) });
            using var client = other.Client();
            (await Should.ThrowAsync<AmazonS3Exception>(() => client.GetObjectAsync(Bucket, "large"))).Message.ShouldContain("another key than the store was started with");
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task A_named_key_protects_what_asks_for_it()
    {
        var directory = Directory.CreateTempSubdirectory("firesteel-store-");
        try
        {
            await using (var store = await StoreUnderTest.StartAsync("disk", o => o with { DataDirectory = directory.FullName, EncryptionKey = StoreKey }))
            {
                using var s3 = store.Client();
                await s3.PutBucketAsync(Bucket);
                var nameless = await Should.ThrowAsync<AmazonS3Exception>(() => s3.PutObjectAsync(new() { BucketName = Bucket, Key = "k", ContentBody = Marker, ServerSideEncryptionMethod = ServerSideEncryptionMethod.AWSKMS }));
                nameless.ErrorCode.ShouldBe("InvalidArgument");
                await s3.PutBucketEncryptionAsync(new() { BucketName = Bucket, ServerSideEncryptionConfiguration = new() { ServerSideEncryptionRules = [new() { ServerSideEncryptionByDefault = new() { ServerSideEncryptionAlgorithm = ServerSideEncryptionMethod.AWSKMS, ServerSideEncryptionKeyManagementServiceKeyId = "lake" } }] } });
                await s3.PutObjectAsync(new() { BucketName = Bucket, Key = "by default", InputStream = new MemoryStream(Text) });
                await s3.PutObjectAsync(new() { BucketName = Bucket, Key = "by name", InputStream = new MemoryStream(Text), ServerSideEncryptionMethod = ServerSideEncryptionMethod.AWSKMS, ServerSideEncryptionKeyManagementServiceKeyId = "other" });
                await s3.CopyObjectAsync(new() { SourceBucket = Bucket, SourceKey = "by name", DestinationBucket = Bucket, DestinationKey = "copied" });
                (await s3.GetObjectMetadataAsync(Bucket, "by name")).ETag.Trim('"').ShouldNotBe(Convert.ToHexStringLower(MD5.HashData(Text)));
            }

            // What was said about the key is kept with the object.
            await using var again = await StoreUnderTest.StartAsync("disk", o => o with { DataDirectory = directory.FullName, EncryptionKey = StoreKey });
            using var client = again.Client();
            foreach (var (key, name) in new[] { ("by default", "lake"), ("by name", "other"), ("copied", "lake") })
            {
                using var got = await client.GetObjectAsync(Bucket, key);
                got.ServerSideEncryptionMethod.ShouldBe(ServerSideEncryptionMethod.AWSKMS);
                got.ServerSideEncryptionKeyManagementServiceKeyId.ShouldBe(name, key);
                (await ReadAsync(got)).ShouldBe(Text);
            }

            Readable(directory).ShouldBeFalse();
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task Without_a_key_the_store_refuses_rather_than_store_in_the_clear()
    {
        await using var store = await StoreUnderTest.StartAsync("memory");
        using var s3 = store.Client();
        await s3.PutBucketAsync(Bucket);
        var refused = await Should.ThrowAsync<AmazonS3Exception>(() =>
            s3.PutObjectAsync(new() { BucketName = Bucket, Key = "k", ContentBody = Marker, ServerSideEncryptionMethod = ServerSideEncryptionMethod.AES256 }));
        refused.StatusCode.ShouldBe(HttpStatusCode.NotImplemented);
        refused.Message.ShouldContain("FIRESTEEL_STORE_ENCRYPTION_KEY");
        (await s3.ListObjectsV2Async(new() { BucketName = Bucket })).KeyCount.ShouldBe(0);
    }

    [Theory, MemberData(nameof(StoreUnderTest.BackEnds), MemberType = typeof(StoreUnderTest))]
    public async Task A_customers_key_is_needed_for_every_part_and_every_reading(string backEnd)
    {
        using var certificates = new StoreCertificates(TimeProvider.System); // the SDK sends such keys over TLS only
        using var certificate = X509Certificate2.CreateFromPemFile(Path.Combine(certificates.Folder, "public.crt"), Path.Combine(certificates.Folder, "private.key"));
        await using var store = await StoreUnderTest.StartAsync(backEnd, o => o with { Certificate = certificate });
        using var s3 = StoreUnderTest.ClientFor(store.Server.Address, configure: c => c.HttpClientFactory = new TrustingClients(certificates.CaFile));
        await s3.PutBucketAsync(Bucket);
        var (right, wrong) = (NewKey(), NewKey());
        var upload = (await s3.InitiateMultipartUploadAsync(new() { BucketName = Bucket, Key = "multi", ServerSideEncryptionCustomerMethod = Aes, ServerSideEncryptionCustomerProvidedKey = right })).UploadId;
        var first = RandomNumberGenerator.GetBytes((5 << 20) + 77);
        (await RefusedAsync(() => PartAsync(1, wrong, first))).ShouldBe(HttpStatusCode.BadRequest);
        (await RefusedAsync(() => PartAsync(1, null, first))).ShouldBe(HttpStatusCode.BadRequest);
        var (one, two) = (await PartAsync(1, right, first), await PartAsync(2, right, Text));
        one.ETag.Trim('"').ShouldNotBe(Convert.ToHexStringLower(MD5.HashData(first)));
        await s3.CompleteMultipartUploadAsync(new() { BucketName = Bucket, Key = "multi", UploadId = upload, PartETags = [new(1, one.ETag), new(2, two.ETag)] });

        byte[] whole = [.. first, .. Text];
        (await GetAsync("multi", right, null)).ShouldBe(whole);
        (await GetAsync("multi", right, new(first.Length - 10, first.Length + 70_000))).ShouldBe(whole[(first.Length - 10)..(first.Length + 70_001)]);
        (await RefusedAsync(() => GetAsync("multi", wrong, null))).ShouldBe(HttpStatusCode.BadRequest);
        (await RefusedAsync(() => GetAsync("multi", null, null))).ShouldBe(HttpStatusCode.BadRequest);
        (await RefusedAsync(() => s3.GetObjectMetadataAsync(Bucket, "multi"))).ShouldBe(HttpStatusCode.BadRequest);

        // Copied into the clear with the right key, and only with it.
        (await RefusedAsync(() => s3.CopyObjectAsync(Bucket, "multi", Bucket, "clear"))).ShouldBe(HttpStatusCode.BadRequest);
        await s3.CopyObjectAsync(new()
        {
            SourceBucket = Bucket,
            SourceKey = "multi",
            DestinationBucket = Bucket,
            DestinationKey = "clear",
            CopySourceServerSideEncryptionCustomerMethod = Aes,
            CopySourceServerSideEncryptionCustomerProvidedKey = right,
        });
        (await s3.GetObjectMetadataAsync(Bucket, "clear")).ETag.Trim('"').ShouldBe(Convert.ToHexStringLower(MD5.HashData(whole)));
        (await GetAsync("clear", null, null)).ShouldBe(whole);

        Task<UploadPartResponse> PartAsync(int number, string? key, byte[] bytes) => s3.UploadPartAsync(new()
        {
            BucketName = Bucket,
            Key = "multi",
            UploadId = upload,
            PartNumber = number,
            InputStream = new MemoryStream(bytes),
            ServerSideEncryptionCustomerMethod = key is null ? null : Aes,
            ServerSideEncryptionCustomerProvidedKey = key,
        });

        async Task<byte[]> GetAsync(string name, string? key, ByteRange? range)
        {
            using var got = await s3.GetObjectAsync(new() { BucketName = Bucket, Key = name, ByteRange = range, ServerSideEncryptionCustomerMethod = key is null ? null : Aes, ServerSideEncryptionCustomerProvidedKey = key });
            return await ReadAsync(got);
        }
    }

    private static ServerSideEncryptionCustomerMethod Aes => ServerSideEncryptionCustomerMethod.AES256;

    private static string NewKey() => Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));

    private static async Task<HttpStatusCode> RefusedAsync(Func<Task> request) => (await Should.ThrowAsync<AmazonS3Exception>(request)).StatusCode;

    private static bool Readable(DirectoryInfo directory) =>
        directory.EnumerateFiles("*", SearchOption.AllDirectories).Any(file =>
        {
            if (file.Name == "LOCK")
                return false;
            using var open = new FileStream(file.FullName, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            var bytes = new byte[open.Length];
            open.ReadExactly(bytes);
            return bytes.AsSpan().IndexOf(Encoding.ASCII.GetBytes(Marker)) >= 0;
        });

    private static async Task<byte[]> ReadAsync(GetObjectResponse got)
    {
        using var all = new MemoryStream();
        await got.ResponseStream.CopyToAsync(all);
        return all.ToArray();
    }

    /// <summary>Clients that trust the test's authority and no other.</summary>
    private sealed class TrustingClients(string caFile) : HttpClientFactory
    {
        public override HttpClient CreateHttpClient(IClientConfig clientConfig) => new(new HttpClientHandler
        {
            ServerCertificateCustomValidationCallback = (_, certificate, chain, _) =>
            {
                chain!.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
                chain.ChainPolicy.CustomTrustStore.Add(X509CertificateLoader.LoadCertificateFromFile(caFile));
                chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
                return chain.Build(certificate!);
            },
        });
    }
}
