namespace Firesteel.History.Store.Sql;

public enum SqlStatus
{
    Running,
    Completed,
    Failed,
}
