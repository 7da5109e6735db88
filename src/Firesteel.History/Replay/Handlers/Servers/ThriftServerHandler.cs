using Firesteel.History.Store.Servers;

namespace Firesteel.History.Replay.Handlers.Servers;

/// <summary>Sessions and statements of the Thrift server.</summary>
internal sealed class ThriftServerHandler()
    : ServerHandler("org.apache.spark.sql.hive.thriftserver.ui.SparkListenerThriftServer", state => state.Store.Thrift)
{
    protected override IReadOnlyDictionary<string, Action<ServerRecord, ServerEvent>> Changes { get; } = new Dictionary<string, Action<ServerRecord, ServerEvent>>
    {
        ["SessionCreated"] = Open,
        ["SessionClosed"] = Close,
        ["OperationStart"] = Begin,
        ["OperationParsed"] = Move("COMPILED"),
        ["OperationCanceled"] = Move("CANCELED", finishes: true),
        ["OperationTimeout"] = Move("TIMEDOUT", finishes: true),
        ["OperationError"] = Move("FAILED", finishes: true),
        ["OperationFinish"] = Move("FINISHED", finishes: true),
        ["OperationClosed"] = Move("CLOSED"),
    };
}
