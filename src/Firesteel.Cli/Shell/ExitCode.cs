namespace Firesteel.Cli.Shell;

/// <summary>What the shell sees. A verb with a further meaning (a plan with changes: 3) says so in its help.</summary>
public enum ExitCode
{
    Ok = 0,

    /// <summary>The thing that was asked for failed.</summary>
    Failed = 1,

    /// <summary>Bad usage or input; nothing was done.</summary>
    Usage = 2,

    /// <summary>A plan or comparison found changes.</summary>
    Changes = 3,

    /// <summary>Ctrl+C, after cleaning up.</summary>
    Interrupted = 130,
}
