using Firesteel.History.Events;

namespace Firesteel.History.Replay.Handlers.Exclusion;

internal sealed class NodeExcludedHandler : IEventHandler
{
    public IEnumerable<string> Names => [ExclusionEvent.Prefix + "NodeExcluded", ExclusionEvent.Prefix + "NodeBlacklisted"];

    public void Apply(ref JsonCursor cursor, ReplayState state)
    {
        var host = ExclusionEvent.Read(ref cursor).Host;
        foreach (var executor in state.Executors.Values.Where(executor => !executor.IsDriver && executor.Hostname == host))
            executor.Excluded = true;
    }
}
