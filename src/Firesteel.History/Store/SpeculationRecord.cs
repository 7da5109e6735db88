namespace Firesteel.History.Store;

/// <summary>Counts over the speculative task attempts of a stage attempt.</summary>
public sealed class SpeculationRecord
{
    public int Tasks { get; internal set; }
    public int Active { get; internal set; }
    public int Completed { get; internal set; }
    public int Failed { get; internal set; }
    public int Killed { get; internal set; }

    internal void Describe(Archive archive)
    {
        Tasks = archive.Value(Tasks);
        Active = archive.Value(Active);
        Completed = archive.Value(Completed);
        Failed = archive.Value(Failed);
        Killed = archive.Value(Killed);
    }
}
