using Firesteel.History.Events;

namespace Firesteel.History.Replay.Handlers.Exclusion;

internal sealed class ExecutorExcludedHandler : IEventHandler
{
    public IEnumerable<string> Names => [ExclusionEvent.Prefix + "ExecutorExcluded", ExclusionEvent.Prefix + "ExecutorBlacklisted"];

    public void Apply(ref JsonCursor cursor, ReplayState state)
    {
        if (state.Executors.TryGetValue(ExclusionEvent.Read(ref cursor).Executor, out var executor))
            executor.Excluded = true;
    }
}
