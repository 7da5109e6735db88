using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Firesteel.Embedded.ObjectStore.Http;

namespace Firesteel.Embedded.ObjectStore.Signing;

/// <summary>
/// Takes the <c>aws-chunked</c> framing off a body and checks each chunk's signature and the trailer's on the way. Data is handed on before its
/// chunk's signature is known, so whoever reads must not publish before the end was reached.
/// </summary>
internal sealed class ChunkedPayload(Stream body, SignedPayload signed) : Stream
{
    private const int LongestLine = 4096;
    private readonly byte[] _buffer = new byte[16 * 1024];
    private readonly Dictionary<string, string> _trailers = new(StringComparer.OrdinalIgnoreCase);
    private readonly IncrementalHash? _hash = signed.IsSignedInChunks ? IncrementalHash.CreateHash(HashAlgorithmName.SHA256) : null;
    private int _start;
    private int _end;
    private long _left;
    private string _previous = signed.Seed;
    private string _chunkSignature = "";
    private bool _inChunk;
    private bool _done;

    /// <summary>Known once the end was read.</summary>
    public IReadOnlyDictionary<string, string> Trailers => _trailers;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> target, CancellationToken stop = default)
    {
        while (!_done && _left == 0)
            await NextChunkAsync(stop);
        if (_done || target.IsEmpty)
            return 0;

        var wanted = target[..(int)Math.Min(target.Length, _left)];
        int count;
        if (_start < _end)
        {
            count = Math.Min(wanted.Length, _end - _start);
            _buffer.AsMemory(_start, count).CopyTo(wanted);
            _start += count;
        }
        else
        {
            count = await body.ReadAsync(wanted, stop);
            if (count == 0)
                throw Broken();
        }

        _hash?.AppendData(wanted.Span[..count]);
        _left -= count;
        return count;
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        _hash?.Dispose();
        base.Dispose(disposing);
    }

    private async ValueTask NextChunkAsync(CancellationToken stop)
    {
        if (_inChunk)
        {
            if (await LineAsync(stop) != "")
                throw Broken();
            CheckChunk();
        }

        var head = await LineAsync(stop) ?? throw Broken();
        var semicolon = head.IndexOf(';');
        var size = (semicolon < 0 ? head : head[..semicolon]).Trim();
        if (size.Length is 0 or > 12 || !long.TryParse(size, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out _left))
            throw Broken();
        _chunkSignature = semicolon >= 0 && head[(semicolon + 1)..].Trim() is var extension && extension.StartsWith("chunk-signature=", StringComparison.Ordinal)
            ? extension["chunk-signature=".Length..]
            : "";
        _inChunk = true;
        if (_left > 0)
            return;
        CheckChunk();
        await TrailersAsync(stop);
        _done = true;
    }

    private void CheckChunk()
    {
        if (_hash is null)
            return;
        var expected = Signature.OfChunk(signed.Key!, signed.Date, signed.Scope, _previous, Convert.ToHexStringLower(_hash.GetHashAndReset()));
        if (!Signature.Same(expected, _chunkSignature))
            throw new S3Exception(S3Errors.SignatureDoesNotMatch);
        _previous = expected;
    }

    private async ValueTask TrailersAsync(CancellationToken stop)
    {
        var signedText = new StringBuilder();
        string? signature = null;
        while (await LineAsync(stop) is { Length: > 0 } line)
        {
            var colon = line.IndexOf(':');
            if (colon < 1 || signedText.Length > LongestLine)
                throw Broken();
            var name = line[..colon].Trim().ToLowerInvariant();
            var value = line[(colon + 1)..].Trim();
            if (name == "x-amz-trailer-signature")
            {
                signature = value;
                continue;
            }

            _trailers[name] = value;
            signedText.Append(name).Append(':').Append(value).Append('\n');
        }

        if (signed.Kind != PayloadKind.SignedChunksWithTrailer)
            return;
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(signedText.ToString())));
        if (signature is null || !Signature.Same(Signature.OfTrailer(signed.Key!, signed.Date, signed.Scope, _previous, hash), signature))
            throw new S3Exception(S3Errors.SignatureDoesNotMatch);
    }

    /// <summary>A line without its end; null when the body ends before one begins.</summary>
    private async ValueTask<string?> LineAsync(CancellationToken stop)
    {
        var scanned = 0;
        while (true)
        {
            var at = _buffer.AsSpan(_start + scanned, _end - _start - scanned).IndexOf((byte)'\n');
            if (at >= 0)
            {
                var line = Encoding.Latin1.GetString(_buffer, _start, scanned + at);
                _start += scanned + at + 1;
                return line.TrimEnd('\r');
            }

            scanned = _end - _start;
            if (scanned > LongestLine)
                throw Broken();
            if (_start > 0)
            {
                _buffer.AsSpan(_start, scanned).CopyTo(_buffer);
                (_start, _end) = (0, scanned);
            }

            var count = await body.ReadAsync(_buffer.AsMemory(_end), stop);
            if (count == 0)
                return scanned == 0 ? null : throw Broken();
            _end += count;
        }
    }

    private static S3Exception Broken() => new(S3Errors.IncompleteBody, "The aws-chunked framing of the body is broken or ends early.");
}
