using Firesteel.History.Store;

namespace Firesteel.History.Listing;

/// <summary>The list on disk, so that a restart reads no log again. A damaged or foreign file is as good as none.</summary>
internal static class LogIndex
{
    private const long Version = 3;

    public static IReadOnlyList<LogEntry> Read(string path, IReadOnlyList<string> sources)
    {
        try
        {
            var archive = new ArchiveReader(File.ReadAllBytes(path));
            if (archive.Value(0L) != Version || !archive.Texts([]).SequenceEqual(sources))
                return [];
            var blank = new LogEntry { Source = 0, Log = "", Fingerprint = "", Size = 0, Modified = 0 };
            var entries = new LogEntry[archive.Count(0)];
            for (var i = 0; i < entries.Length; i++)
                entries[i] = blank.Describe(archive);
            return entries;
        }
        catch (Exception unusable) when (unusable is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    public static void Write(string path, IReadOnlyList<string> sources, IReadOnlyCollection<LogEntry> entries)
    {
        var archive = new ArchiveWriter();
        archive.Value(Version);
        archive.Texts([.. sources]);
        archive.Count(entries.Count);
        foreach (var entry in entries)
            entry.Describe(archive);
        var fresh = path + "." + Guid.NewGuid().ToString("n")[..8];
        File.WriteAllBytes(fresh, archive.Written);
        File.Move(fresh, path, overwrite: true); // two servers may share the directory: the last one wins, whole
    }
}
