using System.Collections.Immutable;
using Firesteel.History.Codecs;

namespace Firesteel.History.Logs;

/// <summary>One log: a file, or the files of a rolled log.</summary>
/// <param name="Name">Of the file or directory, relative to the source.</param>
/// <param name="Parts">Files to read, in order.</param>
/// <param name="All">Everything that belongs to the log, for downloads and deletion.</param>
/// <param name="CompletedByName">The name says that the writer ended.</param>
public sealed record EventLog(ILogSource Source, string Name, bool Rolled, ImmutableArray<LogFile> Parts, ImmutableArray<LogFile> All, bool CompletedByName)
{
    public LogFile Last => Parts[^1];

    public long Size => Parts.Sum(part => part.Size);

    /// <summary>Epoch ms of the last file.</summary>
    public long Modified => Last.Modified;

    /// <summary>Changes whenever a part of the log does, and when the log is completed, which for a rolled log is a rename that no part shows.</summary>
    public string Fingerprint => $"{Name}|{Parts.Length}|{Size}|{Last.Path}|{Last.Modified}|{CompletedByName}";

    /// <summary>From this size on a second thread pays.</summary>
    private const long WorthReadingAhead = 4 << 20;

    /// <summary>Decoded text, part by part, for a replay: large parts are read and decoded on a thread of their own.</summary>
    public IEnumerable<Func<Stream>> OpenForReplay(Action<int> read) => OpenParts(read)
        .Zip(Parts, (open, part) => part.Size < WorthReadingAhead ? open : () => new ReadAheadStream(open()));

    /// <summary>Decoded text, part by part.</summary>
    /// <param name="read">Told the number of stored bytes as they are read.</param>
    public IEnumerable<Func<Stream>> OpenParts(Action<int>? read = null) =>
        Parts.Select<LogFile, Func<Stream>>(part => () => Open(part, read is null ? Source.Open(part) : new CountingStream(Source.Open(part), read), out _));

    public Stream Open(LogFile part) => Open(part, Source.Open(part), out _);

    internal static Stream Open(LogFile part, Stream stored, out LogCodec codec)
    {
        _ = CodecNames.TryFromFileName(part.Name, out var byName);
        return LogDecoding.Open(stored, byName, out codec);
    }
}
