using System.Net;
using System.Text;
using Amazon.S3;
using Firesteel.Embedded.ObjectStore.Http;
using Firesteel.Embedded.ObjectStore.Operations;
using Firesteel.Embedded.ObjectStore.Signing;
using Microsoft.AspNetCore.Http;

namespace Firesteel.IntegrationTests.Embedded.ObjectStore;

/// <summary>Who may do what, and what a stranger is told.</summary>
public sealed class AccessTests
{
    private const string Bucket = "datalake";

    [Fact]
    public async Task No_operation_answers_a_stranger_on_a_private_bucket()
    {
        await using var store = await StoreUnderTest.StartAsync("memory");
        using var s3 = store.Client();
        await s3.PutBucketAsync(Bucket);
        await s3.PutObjectAsync(new() { BucketName = Bucket, Key = "key", ContentBody = "secret" });
        using var http = new HttpClient();
        foreach (var operation in OperationList.All)
        {
            var route = operation.Route;
            var path = route.Scope switch { OperationScope.Service => "/", OperationScope.Bucket => $"/{Bucket}", _ => $"/{Bucket}/key" };
            var query = string.Join('&', route.Query.Select((name, i) => $"{name}={(i == 0 ? route.Value : null) ?? (name == "partNumber" ? "1" : "")}"));
            using var request = new HttpRequestMessage(new(route.Method), new Uri(store.Server.Address, path + (query.Length > 0 ? "?" + query : "")));
            if (route.Header is not null)
                request.Headers.Add(route.Header, $"{Bucket}/key");
            if (route.Name == "GetObjectAttributes")
                request.Headers.Add("x-amz-object-attributes", "ETag");
            if (route.Name == "DeleteObjects")
                request.Content = new StringContent("<Delete><Object><Key>key</Key></Object></Delete>");
            if (route.Name == "PutObjectTagging")
                request.Content = new StringContent("<Tagging><TagSet/></Tagging>");
            using var answer = await http.SendAsync(request);
            if (route.Name == "DeleteObjects")
                (await answer.Content.ReadAsStringAsync()).ShouldContain("AccessDenied", customMessage: route.Name);
            else
                answer.StatusCode.ShouldBe(HttpStatusCode.Forbidden, route.Name);
        }

        (await s3.GetObjectMetadataAsync(Bucket, "key")).ContentLength.ShouldBe(6);
    }

    [Fact]
    public async Task A_user_may_do_what_its_policy_says_and_nothing_else()
    {
        await using var store = await StoreUnderTest.StartAsync("memory");
        using var root = store.Client();
        await root.PutBucketAsync(Bucket);
        await AdminAsync(store, "policies/spark", """
            {"Version":"2012-10-17","Statement":[
              {"Effect":"Allow","Action":["s3:ListBucket"],"Resource":["arn:aws:s3:::datalake"],"Condition":{"StringLike":{"s3:prefix":["data/*"]}}},
              {"Effect":"Allow","Action":["s3:GetObject","s3:PutObject"],"Resource":["arn:aws:s3:::datalake/data/*"]}]}
            """);
        await AdminAsync(store, "users/spark-user", """{"secretKey":"spark-secret-key"}""");
        await AdminAsync(store, "users/spark-user/policies", """{"policies":["spark"]}""");
        using var spark = store.Client("spark-user", "spark-secret-key");
        await spark.PutObjectAsync(new() { BucketName = Bucket, Key = "data/x", ContentBody = "1" });
        (await spark.ListObjectsV2Async(new() { BucketName = Bucket, Prefix = "data/" })).S3Objects.Count.ShouldBe(1);
        (await Refused(() => spark.GetObjectMetadataAsync(Bucket, "data/missing"))).ShouldBe(HttpStatusCode.NotFound);
        (await Refused(() => spark.PutObjectAsync(new() { BucketName = Bucket, Key = "logs/x", ContentBody = "1" }))).ShouldBe(HttpStatusCode.Forbidden);
        (await Refused(() => spark.DeleteObjectAsync(Bucket, "data/x"))).ShouldBe(HttpStatusCode.Forbidden);
        (await Refused(() => spark.ListObjectsV2Async(new() { BucketName = Bucket }))).ShouldBe(HttpStatusCode.Forbidden);
        (await Refused(() => spark.PutObjectAsync(new() { BucketName = Bucket, Key = "data/y", ContentBody = "1", CannedACL = S3CannedACL.PublicRead }))).ShouldBe(HttpStatusCode.Forbidden);
        (await Refused(() => store.Client("spark-user", "wrong-secret-key").ListBucketsAsync())).ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task A_quota_is_hard_also_for_many_at_once()
    {
        await using var store = await StoreUnderTest.StartAsync("memory");
        using var s3 = store.Client();
        await s3.PutBucketAsync(Bucket);
        await AdminAsync(store, $"buckets/{Bucket}/quota", """{"bytes":10000}""");
        var written = await Task.WhenAll(Enumerable.Range(0, 30).Select(async i =>
        {
            try
            {
                await s3.PutObjectAsync(new() { BucketName = Bucket, Key = $"{i}", ContentBody = new string('x', 1000) });
                return 1;
            }
            catch (AmazonS3Exception full) when (full.ErrorCode == "QuotaExceeded")
            {
                return 0;
            }
        }));
        written.Sum().ShouldBe(10);
        await s3.DeleteObjectAsync(Bucket, (await s3.ListObjectsV2Async(new() { BucketName = Bucket })).S3Objects[0].Key);
        await s3.PutObjectAsync(new() { BucketName = Bucket, Key = "again", ContentBody = new string('x', 1000) });
    }

    [Theory]
    [InlineData("AWS AK:c2lnbmF0dXJl", "InvalidRequest")]
    [InlineData("AWS4-HMAC-SHA256 nonsense", "AuthorizationHeaderMalformed")]
    [InlineData("Bearer x", "InvalidArgument")]
    public async Task Another_way_of_signing_is_refused_clearly(string authorization, string code)
    {
        await using var store = await StoreUnderTest.StartAsync("memory");
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, store.Server.Address);
        request.Headers.TryAddWithoutValidation("Authorization", authorization);
        using var answer = await http.SendAsync(request);
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await answer.Content.ReadAsStringAsync()).ShouldContain($"<Code>{code}</Code>");
    }

    private static async Task<HttpStatusCode> Refused(Func<Task> call) => (await Should.ThrowAsync<AmazonS3Exception>(call)).StatusCode;

    /// <summary>A request to the administration, signed by the root user.</summary>
    private static async Task AdminAsync(StoreUnderTest store, string path, string json)
    {
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        var date = now.ToString("yyyyMMdd'T'HHmmss'Z'");
        var scope = CredentialScope.Parse($"{StoreUnderTest.User}/{now:yyyyMMdd}/us-east-1/s3/aws4_request")!;
        var body = Encoding.UTF8.GetBytes(json);
        var hash = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(body));
        var target = new Uri(store.Server.Address, "/firesteel/admin/v1/" + path);
        var headers = new HeaderDictionary { ["host"] = target.Authority, ["x-amz-content-sha256"] = hash, ["x-amz-date"] = date };
        string[] signed = ["host", "x-amz-content-sha256", "x-amz-date"];
        var signature = Signature.OfRequest(SigningKeys.Derive(StoreUnderTest.Password, scope), date, scope.Text, "PUT", target.AbsolutePath, "", headers, signed, hash);
        using var request = new HttpRequestMessage(HttpMethod.Put, target) { Content = new ByteArrayContent(body) };
        request.Headers.TryAddWithoutValidation("Authorization", $"AWS4-HMAC-SHA256 Credential={scope.AccessKey}/{scope.Text}, SignedHeaders={string.Join(';', signed)}, Signature={signature}");
        request.Headers.Add("x-amz-content-sha256", hash);
        request.Headers.Add("x-amz-date", date);
        using var http = new HttpClient();
        using var answer = await http.SendAsync(request);
        answer.IsSuccessStatusCode.ShouldBeTrue(await answer.Content.ReadAsStringAsync());
    }
}
