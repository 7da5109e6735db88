namespace Firesteel.History.Logs;

/// <summary>One log out of a directory: a file, or a rolled log's directory.</summary>
public sealed class SingleLog(string path) : ILogSource
{
    private readonly LocalDirectory parent = new(path, Path.GetDirectoryName(Path.GetFullPath(path)) ?? "/");
    private readonly string wanted = Path.GetFileName(Path.GetFullPath(path));

    public string Name => path;

    public async Task<IReadOnlyList<LogFile>> ListAsync(CancellationToken stop) =>
        [.. (await parent.ListAsync(stop)).Where(file => file.Path == wanted || file.Path.StartsWith(wanted + "/", StringComparison.Ordinal))];

    public Stream Open(LogFile file, long offset = 0) => parent.Open(file, offset);

    public Task DeleteAsync(LogFile file, CancellationToken stop) => parent.DeleteAsync(file, stop);
}
