namespace Firesteel.History.Store;

/// <summary>A resource profile: what executors and tasks of it ask for.</summary>
public sealed class ResourceProfileRecord
{
    public int Id { get; internal set; }
    public List<ExecutorResource> Executor { get; } = [];
    public List<TaskResource> Task { get; } = [];

    internal void Describe(Archive archive)
    {
        Id = archive.Value(Id);
        archive.List(Executor, () => new ExecutorResource(), (r, a) => r.Describe(a));
        archive.List(Task, () => new TaskResource(), (r, a) => r.Describe(a));
    }
}
