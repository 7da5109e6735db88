namespace Firesteel.History.Store.Tasks;

public enum TaskState
{
    Running,
    GettingResult,
    Failed,
    Killed,
    Success,
    Unknown,
}
