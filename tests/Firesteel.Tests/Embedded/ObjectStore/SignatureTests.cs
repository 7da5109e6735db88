using System.Text;
using Firesteel.Embedded.ObjectStore.Http;
using Firesteel.Embedded.ObjectStore.Signing;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.AspNetCore.Http;

namespace Firesteel.Tests.Embedded.ObjectStore;

/// <summary>AWS's own examples of Signature Version 4 for S3.</summary>
public sealed class SignatureTests
{
    private const string Secret = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", Date = "20130524T000000Z";
    private static readonly CredentialScope Scope = CredentialScope.Parse("AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request")!;
    private static readonly byte[] Key = SigningKeys.Derive(Secret, Scope);

    [Theory]
    [InlineData("/test.txt", "", "bytes=0-9", "f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41")]
    [InlineData("/", "max-keys=2&prefix=J", null, "34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7")]
    public void A_request_is_signed_as_in_awss_example(string path, string query, string? range, string expected)
    {
        var headers = new HeaderDictionary { ["host"] = "examplebucket.s3.amazonaws.com", ["x-amz-content-sha256"] = Signature.EmptyHash, ["x-amz-date"] = Date };
        if (range is not null)
            headers["range"] = range;
        string[] signed = [.. headers.Keys.Order(StringComparer.Ordinal)];
        Signature.OfRequest(Key, Date, Scope.Text, "GET", path, QueryParameters.Parse(query).Canonical(), headers, signed, Signature.EmptyHash).ShouldBe(expected);
    }

    [Fact]
    public void A_presigned_request_is_signed_as_in_awss_example()
    {
        var query = QueryParameters.Parse("X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKIAIOSFODNN7EXAMPLE%2F20130524%2Fus-east-1%2Fs3%2Faws4_request&X-Amz-Date=20130524T000000Z&X-Amz-Expires=86400&X-Amz-SignedHeaders=host&X-Amz-Signature=x");
        var headers = new HeaderDictionary { ["host"] = "examplebucket.s3.amazonaws.com" };
        Signature.OfRequest(Key, Date, Scope.Text, "GET", "/test.txt", query.Canonical("X-Amz-Signature"), headers, ["host"], "UNSIGNED-PAYLOAD")
            .ShouldBe("aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404");
    }

    [Fact]
    public async Task Signed_chunks_are_read_as_in_awss_example()
    {
        var body = Chunk("10000", "ad80c730a21e5b8d04586a2213dd63b9a0e99e0e2307b0ade35a65485a288648", 65536)
            + Chunk("400", "0055627c9e194cb4542bae2aa5492e3c1575bbb81b612b7d234b86a503ef5497", 1024)
            + "0;chunk-signature=b6c6ea8a5354eaf15b3cb7646744f4275b71ea724fed81ceb9323e279d449df9\r\n\r\n";
        var payload = Signed(PayloadKind.SignedChunks, "4f232c4386841ef735655705268965c44a0e4690baa4adea153f7db9fa80a0a9");
        (await ReadAsync(body, payload)).ShouldBe(new string('a', 66560));
        (await Should.ThrowAsync<S3Exception>(() => ReadAsync(body.Replace("aaaa\r\n400", "aaab\r\n400"), payload))).Code.ShouldBe(S3Errors.SignatureDoesNotMatch);
    }

    [Fact]
    public async Task A_signed_trailer_is_read_as_in_awss_example()
    {
        var body = Chunk("10000", "b474d8862b1487a5145d686f57f013e54db672cee1c953b3010fb58501ef5aa2", 65536)
            + Chunk("400", "1c1344b170168f8e65b41376b44b20fe354e373826ccbbe2c1d40a8cae51e5c7", 1024)
            + "0;chunk-signature=2ca2aba2005185cf7159c6277faf83795951dd77a3a99e6e65d5c9f85863f992\r\nx-amz-checksum-crc32c:sOO8/Q==\r\n"
            + "x-amz-trailer-signature:d81f82fc3505edab99d459891051a732e8730629a2e4a59689829ca17fe2e435\r\n\r\n";
        var payload = Signed(PayloadKind.SignedChunksWithTrailer, "106e2a8a18243abcf37539882f36619c00e2dfc72633413f02d3b74544bfeb8e");
        (await ReadAsync(body, payload)).Length.ShouldBe(66560);
        (await Should.ThrowAsync<S3Exception>(() => ReadAsync(body.Replace("sOO8", "sOO9"), payload))).Code.ShouldBe(S3Errors.SignatureDoesNotMatch);
    }

    [Fact]
    public void Unsigned_chunks_come_out_however_they_are_cut() =>
        Prop.ForAll(ArbMap.Default.ArbFor<byte[][]>(), ArbMap.Default.ArbFor<PositiveInt>(), (chunks, reads) =>
        {
            chunks = [.. chunks.Where(chunk => chunk.Length > 0)];
            using var body = new MemoryStream();
            foreach (var chunk in chunks)
            {
                body.Write(Encoding.ASCII.GetBytes($"{chunk.Length:x}\r\n"));
                body.Write(chunk);
                body.Write("\r\n"u8);
            }

            body.Write("0\r\nx-amz-checksum-crc32:AAAAAA==\r\n\r\n"u8);
            using var decoded = new ChunkedPayload(new DribblingStream(body.ToArray(), (reads.Get % 7) + 1), new(PayloadKind.ChunksWithTrailer));
            using var all = new MemoryStream();
            decoded.CopyToAsync(all).GetAwaiter().GetResult();
            return all.ToArray().SequenceEqual(chunks.SelectMany(chunk => chunk)) && decoded.Trailers["x-amz-checksum-crc32"] == "AAAAAA==";
        }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("5\r\nhel")]
    [InlineData("5\r\nhello")]
    [InlineData("5\r\nhelloXX0\r\n\r\n")]
    [InlineData("zz\r\nhello\r\n0\r\n\r\n")]
    [InlineData("-1\r\nhello\r\n0\r\n\r\n")]
    [InlineData("ffffffffffffffff\r\n")]
    [InlineData("")]
    public async Task Broken_framing_is_refused(string body) =>
        (await Should.ThrowAsync<S3Exception>(() => ReadAsync(body, new(PayloadKind.ChunksWithTrailer)))).Code.ShouldBe(S3Errors.IncompleteBody);

    private static SignedPayload Signed(PayloadKind kind, string seed) => new(kind, null, seed, Key, Date, Scope.Text);

    private static string Chunk(string size, string signature, int length) => $"{size};chunk-signature={signature}\r\n{new string('a', length)}\r\n";

    private static async Task<string> ReadAsync(string body, SignedPayload payload)
    {
        using var chunked = new ChunkedPayload(new MemoryStream(Encoding.ASCII.GetBytes(body)), payload);
        using var reader = new StreamReader(chunked);
        return await reader.ReadToEndAsync();
    }
}
