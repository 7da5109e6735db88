namespace Firesteel.History.Store;

public enum StageStatus
{
    Active,
    Complete,
    Pending,
    Failed,
    Skipped,
}
