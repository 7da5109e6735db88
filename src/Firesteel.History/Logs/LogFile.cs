namespace Firesteel.History.Logs;

/// <summary>A file of a source.</summary>
/// <param name="Path">Relative to the source, with <c>/</c>.</param>
/// <param name="Modified">Epoch ms.</param>
public sealed record LogFile(string Path, long Size, long Modified)
{
    public string Name => Path[(Path.LastIndexOf('/') + 1)..];
}
