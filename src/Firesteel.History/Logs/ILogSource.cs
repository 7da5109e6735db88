namespace Firesteel.History.Logs;

/// <summary>A place that event logs are in: a directory, a bucket's prefix, one file.</summary>
public interface ILogSource
{
    /// <summary>As the user named it.</summary>
    string Name { get; }

    /// <summary>Reading waits for a network: many logs are then read at once, whatever the number of cores.</summary>
    bool IsRemote => false;

    /// <summary>Files at the top and in <c>eventlog_v2_*</c> directories, in no order.</summary>
    /// <exception cref="IOException">The place cannot be listed right now.</exception>
    Task<IReadOnlyList<LogFile>> ListAsync(CancellationToken stop);

    /// <summary>The stored bytes from an offset on. Read synchronously, by a replay's own thread.</summary>
    /// <exception cref="IOException">The file is gone or cannot be read.</exception>
    Stream Open(LogFile file, long offset = 0);

    /// <summary>Deletes a file, and its directory once it is empty.</summary>
    Task DeleteAsync(LogFile file, CancellationToken stop);
}
