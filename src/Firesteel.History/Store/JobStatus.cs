namespace Firesteel.History.Store;

public enum JobStatus
{
    Running,
    Succeeded,
    Failed,
    Unknown,
}
