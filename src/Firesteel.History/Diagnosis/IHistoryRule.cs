using Firesteel.History.Store;

namespace Firesteel.History.Diagnosis;

/// <summary>One thing that can go wrong with a run. Pure: reads the store only.</summary>
public interface IHistoryRule
{
    string Name { get; }

    string Title { get; }

    IEnumerable<Finding> Check(ApplicationStore run);
}
