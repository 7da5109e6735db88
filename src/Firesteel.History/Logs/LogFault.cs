namespace Firesteel.History.Logs;

/// <summary>A file or directory that looks like a log and is none that can be shown, and why.</summary>
/// <param name="Modified">Epoch ms.</param>
public sealed record LogFault(string Name, string What, long Modified)
{
    /// <summary>The source itself cannot be listed, so that none of its logs is seen.</summary>
    public bool IsOfSource => Name.Length == 0;

    public static LogFault OfSource(string what) => new("", what, 0);
}
