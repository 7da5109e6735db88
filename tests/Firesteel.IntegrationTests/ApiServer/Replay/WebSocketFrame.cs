using System.Buffers.Binary;

namespace Firesteel.IntegrationTests.ApiServer.Replay;

/// <summary>One frame as it is on the wire (RFC 6455): .NET's own client shows and sends no pings and pongs.</summary>
internal sealed record WebSocketFrame(int Kind, bool IsLast, byte[] Payload)
{
    public const int Text = 1;
    public const int Close = 8;
    public const int Ping = 9;
    public const int Pong = 10;
    private static readonly string[] Names = ["continuation", "text", "binary", "", "", "", "", "", "close", "ping", "pong"];

    public string Name => Kind < Names.Length ? Names[Kind] : "";

    public static int Opcode(string name) => Array.IndexOf(Names, name) is >= 0 and var kind ? kind : throw new ArgumentOutOfRangeException(nameof(name), name, "no kind of frame");

    /// <returns>Null when the connection has ended.</returns>
    public static async Task<WebSocketFrame?> ReadAsync(Stream stream, CancellationToken stop)
    {
        var head = new byte[8];
        if (await stream.ReadAtLeastAsync(head.AsMemory(0, 2), 2, throwOnEndOfStream: false, stop) < 2)
            return null;
        var (first, length) = (head[0], (long)(head[1] & 0x7f));
        if (length == 126)
        {
            await stream.ReadExactlyAsync(head.AsMemory(0, 2), stop);
            length = BinaryPrimitives.ReadUInt16BigEndian(head);
        }
        else if (length == 127)
        {
            await stream.ReadExactlyAsync(head.AsMemory(0, 8), stop);
            length = BinaryPrimitives.ReadInt64BigEndian(head);
        }

        var payload = new byte[length];
        await stream.ReadExactlyAsync(payload, stop);
        return new(first & 0x0f, (first & 0x80) != 0, payload);
    }

    /// <summary>As a client sends it: masked, with a mask of zeros.</summary>
    public byte[] ToBytes()
    {
        byte[] length = Payload.Length < 126 ? [(byte)(0x80 | Payload.Length)] : [0x80 | 126, (byte)(Payload.Length >> 8), (byte)Payload.Length];
        return [(byte)((IsLast ? 0x80 : 0) | Kind), .. length, 0, 0, 0, 0, .. Payload];
    }
}
