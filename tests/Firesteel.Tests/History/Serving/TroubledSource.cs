using Firesteel.History.Logs;

namespace Firesteel.Tests.History.Serving;

/// <summary>A directory that does as a test says: fails to list, to open, or in the middle of reading; or holds a reader until it is let go.</summary>
internal sealed class TroubledSource(string path) : ILogSource
{
    private readonly LocalDirectory files = new(path, path);

    public string Name => path;

    public bool IsRemote { get; init; }

    public Exception? ListFails { get; set; }

    public Exception? OpenFails { get; set; }

    /// <summary>Reading throws this once half of the file was handed out.</summary>
    public Exception? ReadFails { get; set; }

    /// <summary>Reading waits for this at half of the file.</summary>
    public ManualResetEventSlim? Gate { get; set; }

    /// <summary>Held at the gate.</summary>
    public ManualResetEventSlim AtGate { get; } = new();

    public int Opened { get; private set; }

    public Task<IReadOnlyList<LogFile>> ListAsync(CancellationToken stop) => ListFails is { } failure ? Task.FromException<IReadOnlyList<LogFile>>(failure) : files.ListAsync(stop);

    public Stream Open(LogFile file, long offset = 0)
    {
        Opened++;
        return OpenFails is { } failure ? throw failure : new Held(this, files.Open(file, offset), file.Size / 2);
    }

    public Task DeleteAsync(LogFile file, CancellationToken stop) => files.DeleteAsync(file, stop);

    private sealed class Held(TroubledSource source, Stream stored, long half) : MemoryStream
    {
        private long read;

        public override int Read(Span<byte> buffer)
        {
            if (read >= half && source.Gate is { } gate)
            {
                source.AtGate.Set();
                gate.Wait();
            }

            if (read >= half && source.ReadFails is { } failure)
                throw failure;
            var count = stored.Read(buffer[..(int)Math.Min(buffer.Length, Math.Max(1, read < half ? half - read : buffer.Length))]);
            read += count;
            return count;
        }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        protected override void Dispose(bool disposing)
        {
            stored.Dispose();
            base.Dispose(disposing);
        }
    }
}
