namespace Firesteel.History.Store;

/// <summary>One resource that a profile asks for per task; may be a fraction.</summary>
public sealed class TaskResource
{
    public string Key { get; internal set; } = "";
    public string Name { get; internal set; } = "";
    public double Amount { get; internal set; }

    internal void Describe(Archive archive)
    {
        Key = archive.Text(Key);
        Name = archive.Text(Name);
        Amount = archive.Value(Amount);
    }
}
