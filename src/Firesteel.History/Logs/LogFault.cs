namespace Firesteel.History.Logs;

/// <summary>A file or directory that looks like a log and is none that can be shown, and why.</summary>
/// <param name="Modified">Epoch ms.</param>
public sealed record LogFault(string Name, string What, long Modified);
