namespace Firesteel.Lake.ObjectStorage;

/// <summary>A line of a listing.</summary>
/// <param name="Key">Ends in a slash for a directory.</param>
/// <param name="Modified">Null for a directory.</param>
public sealed record ObjectEntry(string Key, long Size, DateTimeOffset? Modified)
{
    public bool IsDirectory => Modified is null;
}
