using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Amazon.S3;
using Firesteel.Embedded.ObjectStore.Http;
using Firesteel.Embedded.ObjectStore.Operations;
using Firesteel.Embedded.ObjectStore.Signing;
using Microsoft.AspNetCore.Http;

namespace Firesteel.IntegrationTests.Embedded.ObjectStore;

/// <summary>Nonsense with a right signature, which gets behind the door: every operation with queries, headers and bodies that do not fit.</summary>
public sealed class SignedNonsenseTests
{
    /// <summary>Bounded for CI; <c>FIRESTEEL_FUZZ</c> asks for more.</summary>
    private static int Fuzzes => int.TryParse(Environment.GetEnvironmentVariable("FIRESTEEL_FUZZ"), out var wanted) ? wanted : 1500;

    private static readonly string[] Values = ["", "0", "-1", "1", "2", "9999999999999999999999", "x", "null", "true", "%00", "größe", "\"", "*", "a/b", "2026-01-01T00:00:00Z", "Mon, 01 Jan 2026 00:00:00 GMT", "AES256", "aws:kms", "bytes=0-0", "bytes=5-2", "bytes=-1", "bytes=9-", "SHA256", "CRC32", "COPY", "REPLACE", "/datalake/k", "datalake/none?versionId=zz", "GOVERNANCE", "ON", "STANDARD", "public-read", "id=\"main\"", "ETag", "a=b&c=d", "url", "1000000"];
    private static readonly string[] Parameters = ["versionId", "partNumber", "uploadId", "max-keys", "prefix", "delimiter", "marker", "start-after", "continuation-token", "encoding-type", "key-marker", "version-id-marker", "upload-id-marker", "max-uploads", "max-parts", "part-number-marker", "list-type", "fetch-owner", "response-content-type", "response-expires", "x-id"];
    private static readonly string[] Headers = ["Range", "If-Match", "If-None-Match", "If-Modified-Since", "If-Unmodified-Since", "x-amz-copy-source", "x-amz-copy-source-range", "x-amz-copy-source-if-match", "x-amz-metadata-directive", "x-amz-tagging-directive", "x-amz-tagging", "x-amz-acl", "x-amz-grant-read", "x-amz-storage-class", "x-amz-server-side-encryption", "x-amz-server-side-encryption-customer-algorithm", "x-amz-server-side-encryption-customer-key", "x-amz-server-side-encryption-customer-key-md5", "x-amz-object-lock-mode", "x-amz-object-lock-retain-until-date", "x-amz-object-lock-legal-hold", "x-amz-bypass-governance-retention", "x-amz-checksum-algorithm", "x-amz-checksum-crc32", "x-amz-checksum-sha256", "x-amz-checksum-type", "x-amz-checksum-mode", "x-amz-sdk-checksum-algorithm", "x-amz-trailer", "x-amz-object-attributes", "x-amz-max-parts", "x-amz-mp-object-size", "x-amz-if-match-size", "x-amz-bucket-object-lock-enabled", "x-amz-object-ownership", "x-amz-expected-bucket-owner", "Content-MD5", "Content-Type", "Content-Encoding", "Expires", "x-amz-meta-a", "Origin"];
    private static readonly string[] Elements = ["Delete", "Object", "Key", "VersionId", "CompleteMultipartUpload", "Part", "PartNumber", "ETag", "CreateBucketConfiguration", "LocationConstraint", "VersioningConfiguration", "Status", "MfaDelete", "LifecycleConfiguration", "Rule", "ID", "Filter", "Prefix", "Expiration", "Days", "Date", "NoncurrentVersionExpiration", "NoncurrentDays", "AbortIncompleteMultipartUpload", "DaysAfterInitiation", "And", "Tag", "Value", "Tagging", "TagSet", "AccessControlPolicy", "Owner", "AccessControlList", "Grant", "Grantee", "Permission", "CORSConfiguration", "CORSRule", "AllowedMethod", "AllowedOrigin", "ObjectLockConfiguration", "ObjectLockEnabled", "DefaultRetention", "Mode", "Retention", "RetainUntilDate", "LegalHold", "OwnershipControls", "ObjectOwnership", "PublicAccessBlockConfiguration", "BlockPublicAcls", "ServerSideEncryptionConfiguration", "ApplyServerSideEncryptionByDefault", "SSEAlgorithm"];

    [Theory, MemberData(nameof(StoreUnderTest.BackEnds), MemberType = typeof(StoreUnderTest))]
    public async Task Whoever_has_a_key_cannot_break_the_store_either(string backEnd)
    {
        await using var store = await StoreUnderTest.StartAsync(backEnd, options => options with { EncryptionKey = new byte[32] });
        using var s3 = store.Client();
        await s3.PutBucketAsync("kept");
        await s3.PutObjectAsync(new() { BucketName = "kept", Key = "k", ContentBody = "whole" });
        var random = new Random(11);
        var statuses = new Dictionary<int, int>();
        var broken = new List<string>();
        for (var i = 0; i < Fuzzes; i++)
        {
            if (i % 40 == 0)
                await RenewAsync(s3); // what was deleted or denied would answer the rest in one way
            var request = Request(random, store.Server.Address);
            var status = await SendAsync(store.Server.Address, request);
            if (status == 500)
                broken.Add(Encoding.Latin1.GetString(request));
            statuses[status] = statuses.GetValueOrDefault(status) + 1;
        }

        broken.ShouldBeEmpty();

        // The door was passed: things were done, and refused for more than their signature; and nobody was hung up on without a word.
        var seen = string.Join(", ", statuses.OrderBy(s => s.Key).Select(s => $"{s.Key}: {s.Value}"));
        statuses.GetValueOrDefault(200).ShouldBeGreaterThan(Fuzzes / 50, seen);
        statuses.GetValueOrDefault(400).ShouldBeGreaterThan(Fuzzes / 50, seen);
        statuses.GetValueOrDefault(403).ShouldBeLessThan(Fuzzes / 4, seen);
        statuses.GetValueOrDefault(0).ShouldBeLessThan(Fuzzes / 50, seen);
        using var got = await s3.GetObjectAsync("kept", "k");
        using var reader = new StreamReader(got.ResponseStream);
        (await reader.ReadToEndAsync()).ShouldBe("whole");
    }

    private static async Task RenewAsync(AmazonS3Client s3)
    {
        try
        {
            await s3.PutBucketAsync("datalake");
        }
        catch (AmazonS3Exception)
        {
            // It is there.
        }

        await s3.DeleteBucketPolicyAsync("datalake");
        try
        {
            await s3.PutObjectAsync(new() { BucketName = "datalake", Key = "k", ContentBody = "some" });
        }
        catch (AmazonS3Exception)
        {
            // Something that was configured forbids it, which is nonsense too.
        }
    }

    private static byte[] Request(Random random, Uri address)
    {
        var route = OperationList.All[random.Next(OperationList.All.Length)].Route;
        var path = route.Scope switch { OperationScope.Service => "/", OperationScope.Bucket => "/datalake", _ => Pick(random, ["/datalake/k", "/datalake/none", "/datalake/a/b", "/nobucket/k"]) };
        var query = new List<string>(route.Query.Select(name => name is "uploadId" or "partNumber" or "versionId" ? $"{name}={UriEncoding.Encode(Pick(random, Values), false)}" : route.Value is { } value ? $"{name}={value}" : name));
        for (var more = random.Next(5) - 2; more > 0; more--)
            query.Add($"{Pick(random, Parameters)}={UriEncoding.Encode(Pick(random, Values), false)}");
        var headers = new HeaderDictionary { ["host"] = address.Authority };
        if (route.Header is { } needed)
            headers[needed] = Pick(random, ["/datalake/k", .. Values]).Replace("ö", "o", StringComparison.Ordinal);
        for (var more = random.Next(6) - 2; more > 0; more--)
            headers[Pick(random, Headers)] = Pick(random, Values).Replace("ö", "o", StringComparison.Ordinal).Replace("ß", "s", StringComparison.Ordinal);
        var body = route.Method is "PUT" or "POST" ? Body(random) : [];
        var payload = Pick(random, ["UNSIGNED-PAYLOAD", "UNSIGNED-PAYLOAD", "STREAMING-AWS4-HMAC-SHA256-PAYLOAD", "STREAMING-UNSIGNED-PAYLOAD-TRAILER", "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER"]);
        if (payload.StartsWith('S'))
        {
            headers["x-amz-decoded-content-length"] = Pick(random, ["5", $"{body.Length}", "-1", "x"]);
            body = [.. Encoding.ASCII.GetBytes(Pick(random, [$"{body.Length:x};chunk-signature={new string('0', 64)}\r\n", $"{body.Length:x}\r\n", "zz\r\n", "ffffffffffff\r\n"])), .. body, .. Encoding.ASCII.GetBytes(Pick(random, ["\r\n0\r\n\r\n", "\r\n0;chunk-signature=0\r\nx-amz-checksum-crc32:AAAAAA==\r\n\r\n", "", "\r\n0\r\n:\r\n"]))];
        }

        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        var date = now.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
        headers["x-amz-content-sha256"] = payload;
        headers["x-amz-date"] = date;
        var scope = CredentialScope.Parse($"{StoreUnderTest.User}/{now:yyyyMMdd}/us-east-1/s3/aws4_request")!;
        var text = string.Join('&', query);
        string[] signed = [.. headers.Keys.Select(name => name.ToLowerInvariant()).Order(StringComparer.Ordinal)];
        var signature = Signature.OfRequest(SigningKeys.Derive(StoreUnderTest.Password, scope), date, scope.Text, route.Method, path, QueryParameters.Parse(text).Canonical(), headers, signed, payload);
        var head = new StringBuilder($"{route.Method} {path}{(text.Length > 0 ? "?" + text : "")} HTTP/1.1\r\nConnection: close\r\n");
        foreach (var (name, value) in headers)
            head.Append(name).Append(": ").Append(value).Append("\r\n");
        head.Append(CultureInfo.InvariantCulture, $"Authorization: {Signature.Algorithm} Credential={StoreUnderTest.User}/{scope.Text},SignedHeaders={string.Join(';', signed)},Signature={signature}\r\n");
        if (body.Length > 0 || random.Next(2) == 0)
            head.Append(CultureInfo.InvariantCulture, $"Content-Length: {body.Length}\r\n");
        return [.. Encoding.Latin1.GetBytes(head.Append("\r\n").ToString()), .. body];
    }

    private static byte[] Body(Random random) => random.Next(5) switch
    {
        0 => [],
        1 => Encoding.UTF8.GetBytes("""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"s3:*","Resource":"*","Condition":{"Bool":{"x":["""),
        2 => RandomBytes(random),
        _ => Encoding.UTF8.GetBytes(Xml(random, 0)),
    };

    private static byte[] RandomBytes(Random random)
    {
        var bytes = new byte[random.Next(300)];
        random.NextBytes(bytes);
        return bytes;
    }

    private static string Xml(Random random, int depth)
    {
        var name = Pick(random, Elements);
        var inside = depth == 4 || random.Next(4) == 0 ? WebUtility.HtmlEncode(Pick(random, Values)) : string.Concat(Enumerable.Range(0, random.Next(4)).Select(_ => Xml(random, depth + 1)));
        return random.Next(60) == 0 ? $"<{name}>{inside}" : $"<{name}>{inside}</{name}>";
    }

    /// <returns>The status; 0 when it hung up.</returns>
    private static async Task<int> SendAsync(Uri address, byte[] request)
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync(IPAddress.Loopback, address.Port);
        var stream = socket.GetStream();
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        using var answer = new MemoryStream();
        try
        {
            await stream.WriteAsync(request, timeout.Token);
            await stream.CopyToAsync(answer, timeout.Token);
        }
        catch (Exception hungUp) when (hungUp is IOException or SocketException)
        {
            // It may, having answered.
        }

        var text = Encoding.Latin1.GetString(answer.GetBuffer(), 0, (int)Math.Min(answer.Length, 12));
        return text.Length == 12 && text.StartsWith("HTTP/1.1 ", StringComparison.Ordinal) ? int.Parse(text.AsSpan(9, 3), CultureInfo.InvariantCulture) : 0;
    }

    private static string Pick(Random random, string[] from) => from[random.Next(from.Length)];
}
