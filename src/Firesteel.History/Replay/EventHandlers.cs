using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Text;
using Firesteel.History.Replay.Handlers.Core;
using Firesteel.History.Replay.Handlers.Exclusion;
using Firesteel.History.Replay.Handlers.Servers;
using Firesteel.History.Replay.Handlers.Sql;
using Firesteel.History.Replay.Handlers.Streaming;

namespace Firesteel.History.Replay;

/// <summary>Every event that means something to us; all others are stepped over.</summary>
internal static class EventHandlers
{
    public static ImmutableArray<IEventHandler> All { get; } =
    [
        new TaskEndHandler(),
        new TaskStartHandler(),
        new LogStartHandler(),
        new ApplicationStartHandler(),
        new ApplicationEndHandler(),
        new EnvironmentUpdateHandler(),
        new ResourceProfileAddedHandler(),
        new BlockManagerAddedHandler(),
        new ExecutorAddedHandler(),
        new ExecutorRemovedHandler(),
        new JobStartHandler(),
        new JobEndHandler(),
        new StageSubmittedHandler(),
        new StageCompletedHandler(),
        new StageExecutorMetricsHandler(),
        new ExecutorMetricsUpdateHandler(),
        new UnpersistRddHandler(),
        new BlockUpdatedHandler(),
        new MiscellaneousProcessAddedHandler(),
        new ExecutorExcludedHandler(),
        new ExecutorUnexcludedHandler(),
        new ExecutorExcludedForStageHandler(),
        new NodeExcludedHandler(),
        new NodeUnexcludedHandler(),
        new NodeExcludedForStageHandler(),
        new SqlExecutionStartHandler(),
        new SqlExecutionEndHandler(),
        new AdaptiveExecutionUpdateHandler(),
        new AdaptiveMetricUpdatesHandler(),
        new DriverAccumulatorUpdatesHandler(),
        new QueryStartedHandler(),
        new QueryProgressHandler(),
        new QueryTerminatedHandler(),
        new ThriftServerHandler(),
        new ConnectServerHandler(),
    ];

    private static readonly Dictionary<ulong, (byte[] Name, IEventHandler Handler)[]> ByKey = All
        .SelectMany(handler => handler.Names.Select(name => (Name: Encoding.UTF8.GetBytes(name), Handler: handler)))
        .GroupBy(entry => Key(entry.Name))
        .ToDictionary(group => group.Key, group => group.ToArray());

    public static IEventHandler? Find(ReadOnlySpan<byte> name)
    {
        if (name.Length < 8 || !ByKey.TryGetValue(Key(name), out var candidates))
            return null;
        foreach (var (known, handler) in candidates)
        {
            if (name.SequenceEqual(known))
                return handler;
        }

        return null;
    }

    /// <summary>Length and the last eight bytes: the front is the same for most.</summary>
    private static ulong Key(ReadOnlySpan<byte> name) => MemoryMarshal.Read<ulong>(name[^8..]) ^ ((ulong)name.Length << 56);
}
