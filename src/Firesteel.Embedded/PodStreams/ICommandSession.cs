namespace Firesteel.Embedded.PodStreams;

/// <summary>A command that runs in a container for a client. Disposing ends it.</summary>
public interface ICommandSession : IAsyncDisposable
{
    /// <summary>Its standard input; closing it is its end.</summary>
    Stream Input { get; }

    Stream Output { get; }

    /// <summary>Empty on a terminal.</summary>
    Stream Errors { get; }

    /// <summary>As a shell reports it.</summary>
    Task<int> ExitCode { get; }

    /// <summary>Nothing without a terminal.</summary>
    void Resize(int columns, int rows);
}
