using System.Buffers;
using Firesteel.History.Logs;

namespace Firesteel.History.Listing;

/// <summary>A log's files for the list: one that is small is fetched once, for its head and its tail. On S3 that halves the requests.</summary>
internal sealed class PeekedFiles(EventLog log) : IDisposable
{
    /// <summary>What one request or one read fetches in the time of its latency.</summary>
    private const int Small = 256 << 10;

    private LogFile? kept;
    private byte[] bytes = [];
    private int length;

    public Stream Open(LogFile file, long offset = 0)
    {
        if (file.Size > Small)
            return log.Source.Open(file, offset);
        if (kept != file)
            Keep(file);
        var start = (int)Math.Clamp(offset, 0, length);
        return new MemoryStream(bytes, start, length - start, writable: false);
    }

    public void Dispose()
    {
        if (bytes.Length > 0)
            ArrayPool<byte>.Shared.Return(bytes);
        (bytes, kept) = ([], null);
    }

    private void Keep(LogFile file)
    {
        Dispose();
        bytes = ArrayPool<byte>.Shared.Rent((int)file.Size);
        using var stored = log.Source.Open(file);
        length = stored.ReadAtLeast(bytes.AsSpan(0, (int)file.Size), (int)file.Size, throwOnEndOfStream: false);
        kept = file;
    }
}
