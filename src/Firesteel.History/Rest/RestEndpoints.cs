using System.Collections.Immutable;
using Firesteel.History.Rest.Endpoints.Application;
using Firesteel.History.Rest.Endpoints.Server;

namespace Firesteel.History.Rest;

/// <summary>Every endpoint of Spark's <c>/api/v1</c>.</summary>
internal static class RestEndpoints
{
    public static ImmutableArray<IServerEndpoint> Server { get; } =
    [
        new VersionEndpoint(),
        new ApplicationsEndpoint(),
        new OneApplicationEndpoint(),
        new LogsEndpoint(),
        new OneAttemptEndpoint(),
        new AttemptLogsEndpoint(),
    ];

    public static ImmutableArray<IApplicationEndpoint> Application { get; } =
    [
        new JobsEndpoint(),
        new OneJobEndpoint(),
        new StagesEndpoint(),
        new OneStageEndpoint(),
        new StageAttemptEndpoint(),
        new TaskSummaryEndpoint(),
        new TaskListEndpoint(),
        new TaskTableEndpoint(),
        new ExecutorsEndpoint(),
        new AllExecutorsEndpoint(),
        new ExecutorThreadsEndpoint(),
        new TaskThreadsEndpoint(),
        new MiscellaneousProcessesEndpoint(),
        new RddsEndpoint(),
        new OneRddEndpoint(),
        new EnvironmentEndpoint(),
        new SqlEndpoint(),
        new OneSqlEndpoint(),
        new StreamingStatisticsEndpoint(),
        new StreamingReceiversEndpoint(),
        new StreamingReceiverEndpoint(),
        new StreamingBatchesEndpoint(),
        new StreamingBatchEndpoint(),
        new StreamingOperationsEndpoint(),
        new StreamingOperationEndpoint(),
    ];
}
