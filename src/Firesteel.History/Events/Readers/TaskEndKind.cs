namespace Firesteel.History.Events.Readers;

/// <summary>How an end counts: success, failure, kill, or a success that was lost with its executor.</summary>
internal enum TaskEndKind
{
    Success,
    Failed,
    Killed,
    CommitDenied,
    Resubmitted,
}
