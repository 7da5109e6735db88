using System.Security.Cryptography;
using Firesteel.Embedded.ObjectStore.Checksums.Md5Lanes;
using Firesteel.Embedded.ObjectStore.Http;
using Firesteel.Embedded.ObjectStore.Signing;
using Microsoft.AspNetCore.Http;

namespace Firesteel.Tests.Embedded.ObjectStore;

public sealed class RequestBodyTests
{
    private const int Piece = 128 * 1024;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(Piece - 1)]
    [InlineData(Piece)]
    [InlineData(Piece + 1)]
    [InlineData((3 * Piece) + 64)]
    [InlineData((9 * Piece) + 17)]
    public async Task What_comes_is_handed_on_and_digested_whatever_its_length(int length)
    {
        var bytes = new byte[length];
        new Random(length).NextBytes(bytes);
        foreach (var announced in new[] { true, false })
        {
            using var body = Body(bytes, announced ? length : null);
            var passed = new MemoryStream();
            var digests = await body.ReadAsync(data => { passed.Write(data.Span); return ValueTask.CompletedTask; }, long.MaxValue, null, CancellationToken.None);
            passed.ToArray().ShouldBe(bytes);
            (digests.Length, Convert.ToHexString(digests.Md5)).ShouldBe((length, Convert.ToHexString(MD5.HashData(bytes))));
        }
    }

    [Theory]
    [InlineData(20, 19)]
    [InlineData(20, 200_000)]
    [InlineData(2 * Piece, (2 * Piece) - 1)]
    [InlineData(Piece + 64, 2 * Piece)]
    public async Task A_body_of_another_length_than_announced_is_refused(int announced, int length)
    {
        using var body = Body(new byte[length], announced);
        var refused = await Should.ThrowAsync<S3Exception>(() => body.ReadAsync(_ => ValueTask.CompletedTask, long.MaxValue, null, CancellationToken.None));
        refused.Code.ShouldBe(S3Errors.IncompleteBody);
    }

    private static RequestBody Body(byte[] bytes, int? announced)
    {
        var request = new DefaultHttpContext().Request;
        (request.Body, request.ContentLength) = (new DribblingStream(bytes, 5000), announced);
        return RequestBody.Of(request, SignedPayload.Unsigned, new SharedMd5());
    }
}
