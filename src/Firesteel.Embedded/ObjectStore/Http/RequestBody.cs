using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using Firesteel.Embedded.ObjectStore.Checksums;
using Firesteel.Embedded.ObjectStore.Checksums.Md5Lanes;
using Firesteel.Embedded.ObjectStore.Disk.Blobs;
using Firesteel.Embedded.ObjectStore.Signing;
using Microsoft.AspNetCore.Http;

namespace Firesteel.Embedded.ObjectStore.Http;

/// <summary>A request's body without its framing, checked while it is read: length, SHA-256, Content-MD5, checksum header or trailer, chunk signatures.</summary>
internal sealed class RequestBody : IDisposable
{
    /// <summary>A body up to this length is hashed by itself, a longer one together with others. As long as a stored block, which so needs no copy.</summary>
    private const int Piece = BlobLayout.Block;

    private readonly SharedMd5 _shared;
    private readonly Stream _stream;
    private readonly ChunkedPayload? _chunked;
    private readonly string? _sha256;
    private readonly byte[]? _md5;
    private readonly string? _trailer;
    private readonly (ChecksumAlgorithm Algorithm, string? Value)? _checksum;

    private RequestBody(SharedMd5 shared, Stream stream, ChunkedPayload? chunked, long? length, string? sha256, byte[]? md5, (ChecksumAlgorithm, string?)? checksum, string? trailer)
    {
        (_shared, _stream, _chunked, Length, _sha256, _md5, _checksum, _trailer) = (shared, stream, chunked, length, sha256, md5, checksum, trailer);
    }

    /// <summary>Of what is inside the framing; null when the client did not say.</summary>
    public long? Length { get; }

    /// <summary>The algorithm that the client used or asked for.</summary>
    public ChecksumAlgorithm? Algorithm => _checksum?.Algorithm;

    /// <summary>The body is protected against damage on the way by more than its signature.</summary>
    public bool HasDigest => _md5 is not null || _checksum is not null;

    /// <param name="checksums">Whether checksum headers speak of this body.</param>
    /// <exception cref="S3Exception">Headers that contradict each other or are malformed.</exception>
    public static RequestBody Of(HttpRequest request, SignedPayload payload, SharedMd5 shared, bool checksums = true)
    {
        var headers = request.Headers;
        byte[]? md5 = null;
        if (headers.TryGetValue("Content-MD5", out var given))
        {
            var bytes = new byte[16];
            if (!Convert.TryFromBase64String(given.ToString(), bytes, out var written) || written != 16)
                throw new S3Exception(S3Errors.InvalidDigest);
            md5 = bytes;
        }

        var trailer = payload.Kind is PayloadKind.ChunksWithTrailer or PayloadKind.SignedChunksWithTrailer ? headers["x-amz-trailer"].ToString().Trim().ToLowerInvariant() : null;
        (ChecksumAlgorithm, string?)? checksum = null;
        foreach (var algorithm in checksums ? ChecksumNames.All : [])
        {
            var inTrailer = trailer == algorithm.Header();
            var value = headers.TryGetValue(algorithm.Header(), out var announced) ? announced.ToString() : null;
            if (value is null && !inTrailer)
                continue;
            if (checksum is not null || (value is not null && inTrailer))
                throw new S3Exception(S3Errors.InvalidRequest, "Expecting a single x-amz-checksum- header. Multiple checksum Types are not allowed.");
            if (value is not null && (value.Length > 64 || !Convert.TryFromBase64String(value, new byte[64], out var length) || length != algorithm.Length()))
                throw new S3Exception(S3Errors.BadDigest, $"Value for {algorithm.Header()} header is invalid.");
            checksum = (algorithm, value);
        }

        if (checksums && checksum is null && headers.TryGetValue("x-amz-sdk-checksum-algorithm", out var named) && ChecksumNames.Parse(named) is { } wanted)
            checksum = (wanted, null);

        var chunked = payload.IsChunked ? new ChunkedPayload(request.Body, payload) : null;
        var contentLength = request.ContentLength;
        if (chunked is not null)
        {
            contentLength = long.TryParse(headers["x-amz-decoded-content-length"], NumberStyles.None, CultureInfo.InvariantCulture, out var decoded) ? decoded
                : throw new S3Exception(S3Errors.MissingContentLength);
        }

        return new(shared, (Stream?)chunked ?? request.Body, chunked, contentLength, payload.Hash, md5, checksum, trailer);
    }

    /// <summary>A file inside a form, whose fields were made headers; its length is not known.</summary>
    public static RequestBody OfForm(Stream file, HttpRequest request, SharedMd5 shared)
    {
        using var described = Of(request, SignedPayload.Unsigned, shared);
        return new(shared, file, null, null, null, described._md5, described._checksum, null);
    }

    /// <summary>Reads everything, hands it on piece by piece, and fails at the end when it is not what was announced.</summary>
    /// <param name="sink">The memory is reused after the call.</param>
    /// <param name="also">Taken when the client named no algorithm of its own.</param>
    public async Task<BodyDigests> ReadAsync(Func<ReadOnlyMemory<byte>, ValueTask> sink, long limit, ChecksumAlgorithm? also, CancellationToken stop)
    {
        using var sha256 = _sha256 is null ? null : IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var algorithm = _checksum?.Algorithm ?? also;
        using var checksum = algorithm is null ? null : new RunningChecksum(algorithm.Value);
        RunningMd5? md5 = null;
        byte[]? digest = null;
        byte[]? buffer = null;
        long total = 0;
        try
        {
            for (var ended = false; !ended;)
            {
                buffer ??= ArrayPool<byte>.Shared.Rent((int)Math.Clamp(Length ?? Piece, 1, Piece));
                var filled = await _stream.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, stop);
                total += filled;
                if (total > limit)
                    throw new S3Exception(S3Errors.EntityTooLarge);
                if (total > Length)
                    throw new S3Exception(S3Errors.IncompleteBody);
                ended = filled < buffer.Length || total == Length;
                var data = buffer.AsMemory(0, filled);
                sha256?.AppendData(data.Span);
                checksum?.Append(data.Span);
                if (ended && md5 is null)
                    digest = MD5.HashData(data.Span);
                if (filled > 0)
                    await sink(data);
                if (digest is not null)
                    break;
                var piece = buffer;
                buffer = null;
                await (md5 ??= _shared.Begin()).AppendAsync(piece, filled);
            }

            if (total == Length && _chunked is not null && await _stream.ReadAsync(new byte[1], stop) > 0)
                throw new S3Exception(S3Errors.IncompleteBody);
            digest ??= await md5!.FinishAsync();
        }
        finally
        {
            md5?.Dispose();
            if (buffer is not null)
                ArrayPool<byte>.Shared.Return(buffer);
        }

        if (Length is not null && total != Length)
            throw new S3Exception(S3Errors.IncompleteBody);
        if (sha256 is not null && Convert.ToHexStringLower(sha256.GetHashAndReset()) != _sha256)
            throw new S3Exception(S3Errors.ContentSha256Mismatch);
        if (_md5 is not null && !digest.AsSpan().SequenceEqual(_md5))
            throw new S3Exception(S3Errors.BadDigest);
        return new(total, digest, checksum is null ? null : Checked(checksum));
    }

    /// <exception cref="S3Exception">Longer than <paramref name="limit"/>, or damaged.</exception>
    public async Task<byte[]> ReadAllAsync(int limit, CancellationToken stop)
    {
        if (Length > limit)
            throw new S3Exception(S3Errors.MaxMessageLengthExceeded);
        var all = new ArrayBufferWriter<byte>((int)(Length ?? 1024) + 1);
        await ReadAsync(data => { all.Write(data.Span); return ValueTask.CompletedTask; }, limit, null, stop);
        return all.WrittenSpan.ToArray();
    }

    public void Dispose() => _chunked?.Dispose();

    private ObjectChecksum Checked(RunningChecksum running)
    {
        var computed = Convert.ToBase64String(running.Finish());
        var announced = _checksum?.Value;
        if (announced is null && _trailer == running.Algorithm.Header())
            announced = _chunked!.Trailers.TryGetValue(_trailer, out var value) ? value : throw new S3Exception(S3Errors.InvalidRequest, "The trailer that x-amz-trailer announces is missing.");
        return announced is null || announced == computed
            ? new(running.Algorithm, computed)
            : throw new S3Exception(S3Errors.BadDigest, $"The {running.Algorithm.Name()} you specified did not match the calculated checksum.");
    }
}
