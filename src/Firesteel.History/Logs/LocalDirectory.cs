namespace Firesteel.History.Logs;

/// <summary>Logs in a directory of this machine. The directory may come later: until then there are no logs in it.</summary>
public sealed class LocalDirectory(string name, string path) : ILogSource
{
    public string Name => name;

    public Task<IReadOnlyList<LogFile>> ListAsync(CancellationToken stop)
    {
        var files = new List<LogFile>();
        var root = new DirectoryInfo(path);
        try
        {
            foreach (var entry in root.EnumerateFileSystemInfos())
            {
                stop.ThrowIfCancellationRequested();
                if (entry is FileInfo file)
                    Add(files, file, "");
                else if (entry is DirectoryInfo directory && directory.Name.StartsWith(LogNames.RolledPrefix, StringComparison.Ordinal))
                    AddRolled(files, directory);
            }
        }
        catch (UnauthorizedAccessException refused)
        {
            throw new IOException(refused.Message, refused);
        }

        return Task.FromResult<IReadOnlyList<LogFile>>(files);
    }

    public Stream Open(LogFile file, long offset = 0)
    {
        try
        {
            var stream = new FileStream(Path.Combine(path, file.Path), new FileStreamOptions
            {
                Mode = FileMode.Open,
                Share = FileShare.ReadWrite | FileShare.Delete,
                BufferSize = 0,
                Options = FileOptions.SequentialScan,
            });
            stream.Position = offset;
            return stream;
        }
        catch (UnauthorizedAccessException refused)
        {
            throw new IOException(refused.Message, refused);
        }
    }

    public Task DeleteAsync(LogFile file, CancellationToken stop)
    {
        var target = Path.Combine(path, file.Path);
        File.Delete(target);
        if (file.Path.Contains('/', StringComparison.Ordinal) && Path.GetDirectoryName(target) is { } directory && !Directory.EnumerateFileSystemEntries(directory).Any())
            Directory.Delete(directory);
        return Task.CompletedTask;
    }

    private static void AddRolled(List<LogFile> files, DirectoryInfo directory)
    {
        try
        {
            foreach (var file in directory.EnumerateFiles())
                Add(files, file, directory.Name + "/");
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            // It vanished, or is not ours to read: the next scan sees what is left.
        }
    }

    private static void Add(List<LogFile> files, FileInfo file, string prefix)
    {
        try
        {
            files.Add(new LogFile(prefix + file.Name, file.Length, new DateTimeOffset(file.LastWriteTimeUtc).ToUnixTimeMilliseconds()));
        }
        catch (IOException)
        {
            // It vanished between the listing and the look at it.
        }
    }
}
