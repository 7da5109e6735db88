namespace Firesteel.History.Events.Readers;

/// <summary>Why a task ended, as far as counting and showing need it.</summary>
internal readonly record struct TaskEndReason(TaskEndKind Kind, string? Message)
{
    /// <summary>Key under which a killed task is counted.</summary>
    public string KillReason => Message ?? "";
}
