using System.Buffers;
using Firesteel.History.Rest.Json;

namespace Firesteel.History.Rest;

/// <summary>
/// JSON that is written while it is sent: what is held of it is small, however long the answer (the details of 7,000 tasks are 16 MB) and however
/// slow its reader.
/// </summary>
public sealed class JsonBody
{
    /// <summary>Enough for a segment or thirty; with room for the element that crosses it still no large object to the garbage collector.</summary>
    private const int Enough = 48 * 1024;

    private const int Room = 64 * 1024;

    private readonly ArrayBufferWriter<byte> buffer = new(Room);
    private readonly IEnumerator<Pause> writing;

    internal JsonBody(Func<JacksonWriter, IEnumerable<Pause>> write) => writing = write(new JacksonWriter(buffer)).GetEnumerator();

    /// <summary>There is nothing after the piece that was taken last.</summary>
    public bool Ended { get; private set; }

    /// <summary>The next bytes, valid until the next call; empty only at the end.</summary>
    public ReadOnlyMemory<byte> Next()
    {
        buffer.ResetWrittenCount();
        while (!Ended && buffer.WrittenCount < Enough)
            Ended = !writing.MoveNext();
        return buffer.WrittenMemory;
    }
}
