using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Threading.Channels;

namespace Firesteel.Embedded.Spdy;

/// <summary>
/// The server's side of SPDY/3.1, as far as Kubernetes' clients use it for port-forward and exec: streams that the client opens, no flow control, no push.
/// kubectl speaks it over an upgraded connection, and since 1.31 inside a WebSocket.
/// </summary>
internal sealed class SpdyConnection(Stream transport) : IDisposable
{
    private const byte Fin = 1;
    private const int HeaderLength = 8;
    private const int LongestControlFrame = 64 * 1024;

    private readonly ConcurrentDictionary<int, SpdyStream> _streams = new();
    private readonly Channel<SpdyStream> _opened = Channel.CreateUnbounded<SpdyStream>();
    private readonly SemaphoreSlim _writing = new(1, 1);
    private readonly HeaderInflater _inflater = new();
    private readonly HeaderDeflater _deflater = new();

    /// <summary>Streams in the order in which the client opened them; ends with the connection.</summary>
    public IAsyncEnumerable<SpdyStream> OpenedAsync(CancellationToken stop) => _opened.Reader.ReadAllAsync(stop);

    /// <summary>Reads until the other side ends.</summary>
    /// <exception cref="SpdyException">It broke the protocol.</exception>
    public async Task RunAsync(CancellationToken stop)
    {
        var header = new byte[HeaderLength];
        try
        {
            while (await transport.ReadAtLeastAsync(header, HeaderLength, throwOnEndOfStream: false, stop).ConfigureAwait(false) == HeaderLength)
            {
                var length = BinaryPrimitives.ReadInt32BigEndian(header.AsSpan(4)) & 0xFFFFFF;
                if ((header[0] & 0x80) == 0)
                    await ReadDataAsync(BinaryPrimitives.ReadInt32BigEndian(header), header[4], length, stop).ConfigureAwait(false);
                else if (!await ReadControlAsync((FrameType)BinaryPrimitives.ReadUInt16BigEndian(header.AsSpan(2)), header[4], length, stop).ConfigureAwait(false))
                    break;
            }
        }
        catch (EndOfStreamException)
        {
            // Cut in the middle of a frame: the client is gone.
        }
        finally
        {
            _opened.Writer.TryComplete();
            foreach (var stream in _streams.Values)
                stream.Broken();
        }
    }

    public void Dispose()
    {
        _inflater.Dispose();
        _writing.Dispose();
    }

    /// <summary>Both sides are done with it.</summary>
    internal void Forget(int stream) => _streams.TryRemove(stream, out _);

    internal async Task SendDataAsync(int stream, ReadOnlyMemory<byte> bytes, bool end, CancellationToken stop)
    {
        var header = new byte[HeaderLength];
        BinaryPrimitives.WriteInt32BigEndian(header, stream);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), bytes.Length);
        header[4] = end ? Fin : (byte)0;
        await SendAsync(header, bytes, stop).ConfigureAwait(false);
    }

    private async Task ReadDataAsync(int id, byte flags, int length, CancellationToken stop)
    {
        _streams.TryGetValue(id, out var stream);
        var buffer = new byte[Math.Min(length, 32 * 1024)];
        for (var left = length; left > 0;)
        {
            var part = buffer.AsMemory(0, Math.Min(left, buffer.Length));
            await transport.ReadExactlyAsync(part, stop).ConfigureAwait(false);
            left -= part.Length;
            if (stream is not null)
                await stream.ReceivedAsync(part, end: false, stop).ConfigureAwait(false);
        }

        if ((flags & Fin) != 0 && stream is not null)
            await stream.ReceivedAsync(default, end: true, stop).ConfigureAwait(false);
    }

    /// <returns>False when the client says goodbye.</returns>
    private async Task<bool> ReadControlAsync(FrameType type, byte flags, int length, CancellationToken stop)
    {
        if (length > LongestControlFrame)
            throw new SpdyException($"a control frame of {length} bytes is too long");
        var payload = new byte[length];
        await transport.ReadExactlyAsync(payload, stop).ConfigureAwait(false);
        switch (type)
        {
            case FrameType.SynStream when length >= 10:
                await OpenAsync(BinaryPrimitives.ReadInt32BigEndian(payload) & 0x7FFFFFFF, _inflater.Read(payload.AsSpan(10)), (flags & Fin) != 0, stop).ConfigureAwait(false);
                break;
            case FrameType.Headers when length >= 4:
                _ = _inflater.Read(payload.AsSpan(4)); // nobody needs them, but the decoder's state does
                break;
            case FrameType.RstStream when length >= 4 && _streams.TryGetValue(BinaryPrimitives.ReadInt32BigEndian(payload) & 0x7FFFFFFF, out var stream):
                stream.Broken();
                break;
            case FrameType.Ping when length == 4:
                await SendAsync(ControlHeader(FrameType.Ping, length), payload, stop).ConfigureAwait(false);
                break;
            case FrameType.GoAway:
                return _streams.Values.Any(); // what is open is finished first
            case FrameType.SynStream or FrameType.Headers:
                throw new SpdyException("a control frame is cut");
            default:
                break; // settings and windows mean nothing here
        }

        return true;
    }

    private async Task OpenAsync(int id, IReadOnlyDictionary<string, string> headers, bool ended, CancellationToken stop)
    {
        var stream = new SpdyStream(this, id, headers);
        if (!_streams.TryAdd(id, stream))
            throw new SpdyException($"stream {id} was opened twice");
        if (ended)
            await stream.ReceivedAsync(default, end: true, stop).ConfigureAwait(false);
        var block = _deflater.Write(new Dictionary<string, string>());
        var payload = new byte[4 + block.Length];
        BinaryPrimitives.WriteInt32BigEndian(payload, id);
        block.CopyTo(payload, 4);
        await SendAsync(ControlHeader(FrameType.SynReply, payload.Length), payload, stop).ConfigureAwait(false);
        _opened.Writer.TryWrite(stream);
    }

    private static byte[] ControlHeader(FrameType type, int length)
    {
        var header = new byte[HeaderLength];
        BinaryPrimitives.WriteUInt16BigEndian(header, 0x8003);
        BinaryPrimitives.WriteUInt16BigEndian(header.AsSpan(2), (ushort)type);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), length);
        return header;
    }

    /// <summary>One frame at a time, and each as one write: inside a WebSocket it is one message.</summary>
    private async Task SendAsync(byte[] header, ReadOnlyMemory<byte> payload, CancellationToken stop)
    {
        var frame = new byte[header.Length + payload.Length];
        header.CopyTo(frame, 0);
        payload.CopyTo(frame.AsMemory(header.Length));
        await _writing.WaitAsync(stop).ConfigureAwait(false);
        try
        {
            await transport.WriteAsync(frame, stop).ConfigureAwait(false);
            await transport.FlushAsync(stop).ConfigureAwait(false);
        }
        finally
        {
            _writing.Release();
        }
    }
}
