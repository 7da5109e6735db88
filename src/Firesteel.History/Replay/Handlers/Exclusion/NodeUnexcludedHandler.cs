using Firesteel.History.Events;

namespace Firesteel.History.Replay.Handlers.Exclusion;

internal sealed class NodeUnexcludedHandler : IEventHandler
{
    public IEnumerable<string> Names => [ExclusionEvent.Prefix + "NodeUnexcluded", ExclusionEvent.Prefix + "NodeUnblacklisted"];

    public void Apply(ref JsonCursor cursor, ReplayState state)
    {
        var host = ExclusionEvent.Read(ref cursor).Host;
        foreach (var executor in state.Executors.Values.Where(executor => !executor.IsDriver && executor.Hostname == host))
            executor.Excluded = false;
    }
}
