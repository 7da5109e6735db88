using Firesteel.History.Store.Servers;

namespace Firesteel.History.Replay.Handlers.Servers;

/// <summary>Sessions and requests of Spark Connect.</summary>
internal sealed class ConnectServerHandler()
    : ServerHandler("org.apache.spark.sql.connect.service.SparkListenerConnect", state => state.Store.Connect)
{
    protected override IReadOnlyDictionary<string, Action<ServerRecord, ServerEvent>> Changes { get; } = new Dictionary<string, Action<ServerRecord, ServerEvent>>
    {
        ["SessionStarted"] = Open,
        ["SessionClosed"] = Close,
        ["OperationStarted"] = Begin,
        ["OperationAnalyzed"] = Move("COMPILED"),
        ["OperationReadyForExecution"] = Move("READY"),
        ["OperationCanceled"] = Move("CANCELED", finishes: true),
        ["OperationFailed"] = Move("FAILED", finishes: true),
        ["OperationFinished"] = Move("FINISHED", finishes: true),
        ["OperationClosed"] = Move("CLOSED"),
    };
}
