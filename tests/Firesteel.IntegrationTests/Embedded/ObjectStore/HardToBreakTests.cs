using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Amazon.S3;

namespace Firesteel.IntegrationTests.Embedded.ObjectStore;

/// <summary>Damage, nonsense and other addresses.</summary>
public sealed class HardToBreakTests
{
    private const string Bucket = "datalake";

    /// <summary>Bounded for CI; <c>FIRESTEEL_FUZZ</c> asks for more.</summary>
    private static int Fuzzes => int.TryParse(Environment.GetEnvironmentVariable("FIRESTEEL_FUZZ"), out var wanted) ? wanted : 1000;

    [Fact]
    public async Task A_damaged_block_is_an_error_never_wrong_bytes()
    {
        var directory = "";
        await using var store = await StoreUnderTest.StartAsync("disk", options => { directory = options.DataDirectory!; return options; });
        using var s3 = store.Client();
        await s3.PutBucketAsync(Bucket);
        await s3.PutObjectAsync(new() { BucketName = Bucket, Key = "k", InputStream = new MemoryStream(RandomNumberGenerator.GetBytes(400_000)) });
        var file = Directory.GetFiles(Path.Combine(directory, "blobs"), "*", SearchOption.AllDirectories).Single();
        using (var handle = File.OpenHandle(file, FileMode.Open, FileAccess.ReadWrite))
        {
            var one = new byte[1];
            RandomAccess.Read(handle, one, 5);
            RandomAccess.Write(handle, [(byte)~one[0]], 5);
        }

        (await Should.ThrowAsync<AmazonS3Exception>(() => s3.GetObjectAsync(Bucket, "k"))).ErrorCode.ShouldBe("InternalError");
        using var rest = await s3.GetObjectAsync(new() { BucketName = Bucket, Key = "k", ByteRange = new(131072, 399999) });
        rest.ContentLength.ShouldBe(268928);
        using var http = new HttpClient();
        (await http.GetStringAsync(new Uri(store.Server.Address, "/firesteel/metrics"))).ShouldContain("firesteel_store_damaged_reads_total 1");
    }

    [Theory, InlineData("disk"), InlineData("memory")]
    public async Task Nonsense_is_answered_and_harms_nothing(string backEnd)
    {
        await using var store = await StoreUnderTest.StartAsync(backEnd);
        using var s3 = store.Client();
        await s3.PutBucketAsync(Bucket);
        await s3.PutObjectAsync(new() { BucketName = Bucket, Key = "k", ContentBody = "whole" });
        var random = new Random(7);
        var answered = 0;
        for (var i = 0; i < Fuzzes; i++)
        {
            using var socket = new TcpClient();
            await socket.ConnectAsync(IPAddress.Loopback, store.Server.Address.Port);
            var stream = socket.GetStream();
            await stream.WriteAsync(Fuzzed(random));
            socket.Client.Shutdown(SocketShutdown.Send);
            using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(20));
            using var answer = new MemoryStream();
            try
            {
                await stream.CopyToAsync(answer, timeout.Token);
            }
            catch (IOException)
            {
                continue; // hung up on, as nonsense may be
            }

            var text = Encoding.Latin1.GetString(answer.ToArray());
            text.ShouldNotContain("HTTP/1.1 500");
            answered += text.StartsWith("HTTP/1.1 ", StringComparison.Ordinal) ? 1 : 0;
        }

        // How many are hung up on depends on the machine's sockets; that some get an answer shows that the server was there throughout.
        answered.ShouldBeGreaterThan(Fuzzes / 10);
        using var got = await s3.GetObjectAsync(Bucket, "k");
        using var reader = new StreamReader(got.ResponseStream);
        (await reader.ReadToEndAsync()).ShouldBe("whole");
    }

    [Fact]
    public async Task Buckets_are_also_names_of_hosts_and_the_store_speaks_tls()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        var now = TimeProvider.System.GetUtcNow();
        using var fresh = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        await using var store = await StoreUnderTest.StartAsync("memory", options => options with { Certificate = fresh, Domains = ["localhost"] });
        store.Server.Address.Scheme.ShouldBe("https");
        var address = new UriBuilder(store.Server.Address) { Host = "localhost" }.Uri;
        using var s3 = StoreUnderTest.ClientFor(address, configure: configuration =>
        {
            configuration.ForcePathStyle = false;
            configuration.HttpClientFactory = new LoopbackClients();
        });
        await s3.PutBucketAsync(Bucket);
        await s3.PutObjectAsync(new() { BucketName = Bucket, Key = "a/b", ContentBody = "over TLS", DisablePayloadSigning = true });
        using var got = await s3.GetObjectAsync(Bucket, "a/b");
        using var reader = new StreamReader(got.ResponseStream);
        (await reader.ReadToEndAsync()).ShouldBe("over TLS");
        (await s3.ListObjectsV2Async(new() { BucketName = Bucket })).S3Objects.Single().Key.ShouldBe("a/b");
    }

    private static byte[] Fuzzed(Random random)
    {
        string[] methods = ["GET", "PUT", "POST", "DELETE", "HEAD", "OPTIONS", "PATCH", "\u0001"];
        string[] paths = ["/", "/datalake", "/datalake/k", "/datalake/%", "/datalake/%ff", "//", "/firesteel/admin/v1/users", "/firesteel/metrics", "/datalake/" + new string('x', 1500), "*", "http://a/b"];
        string[] queries = ["", "?", "?uploads", "?uploadId=x&partNumber=1", "?versionId=", "?versionId=zz", "?list-type=2&max-keys=-1", "?acl&acl", "?delete", "?policy", "?X-Amz-Algorithm=AWS4-HMAC-SHA256", "?%zz", "?X-Amz-Signature=1&X-Amz-Credential=a/b/c/d/e"];
        string[] headers =
        [
            "Authorization: AWS4-HMAC-SHA256 Credential=a/20260101/us-east-1/s3/aws4_request,SignedHeaders=host,Signature=0", "Authorization: AWS4-HMAC-SHA256", "x-amz-date: 20260101T000000Z",
            "x-amz-content-sha256: STREAMING-AWS4-HMAC-SHA256-PAYLOAD", "x-amz-content-sha256: STREAMING-UNSIGNED-PAYLOAD-TRAILER", "x-amz-decoded-content-length: 99999999999999999999", "Content-MD5: x", "Range: bytes=-",
            "x-amz-copy-source: %", "Expect: 100-continue", "Content-Type: multipart/form-data; boundary=x", "Transfer-Encoding: chunked", "Origin: x", "x-amz-tagging: a=b&a=c", "If-Match: \"", "Date: never", "x-amz-acl: nobody",
        ];
        var body = new byte[random.Next(200)];
        random.NextBytes(body);
        var text = new StringBuilder().Append(Pick(methods)).Append(' ').Append(Pick(paths)).Append(Pick(queries)).Append(" HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n");
        for (var count = random.Next(5); count > 0; count--)
            text.Append(Pick(headers)).Append("\r\n");
        if (random.Next(2) == 0)
            text.Append("Content-Length: ").Append(random.Next(3) == 0 ? body.Length + 5 : body.Length).Append("\r\n");
        return [.. Encoding.Latin1.GetBytes(text.Append("\r\n").ToString()), .. body];

        string Pick(string[] from) => from[random.Next(from.Length)];
    }

    private sealed class LoopbackClients : Amazon.Runtime.HttpClientFactory
    {
        public override HttpClient CreateHttpClient(Amazon.Runtime.IClientConfig clientConfig) =>
            new(new SocketsHttpHandler
            {
                SslOptions = { RemoteCertificateValidationCallback = (_, _, _, _) => true },
                ConnectCallback = async (context, stop) => // no resolver knows the sub-domains
                {
                    var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
                    await socket.ConnectAsync(IPAddress.Loopback, context.DnsEndPoint.Port, stop);
                    return new NetworkStream(socket, ownsSocket: true);
                },
            });
    }
}
