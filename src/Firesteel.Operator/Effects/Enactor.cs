using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Firesteel.Kube.Client;
using Firesteel.Kube.Objects;
using Firesteel.Spark.Lifecycle;
using Firesteel.Spark.Lifecycle.Changes;
using Microsoft.Extensions.Logging;

namespace Firesteel.Operator.Effects;

/// <summary>Carries out a decision about a schedule or a server: the changes in order, then the status, and events only of what was written.</summary>
public sealed class Enactor(IKubeClient client, Action<KubeObject, ApplicationEvent> tell, TimeProvider time, ILogger logger)
{
    /// <summary>Only for a change that never arrives: normally the watch is faster.</summary>
    private static readonly TimeSpan ConflictPause = TimeSpan.FromSeconds(1);

    private readonly ChangeApplier _changes = new(client, logger);
    private readonly StatusWriter _status = new(client);

    /// <returns>Why the API refuses one of the changes for good; the ones after it are then not made. Null when all are.</returns>
    public async Task<string?> ApplyAsync(ObjectKey key, ImmutableArray<Change> changes, CancellationToken stop)
    {
        try
        {
            foreach (var change in changes)
                await _changes.ApplyAsync(key, change, stop);
            return null;
        }
        catch (Exception refused) when (refused is SubmissionRefusedException or KubeException { Code: 400 or 403 or 422 } or KubeException { IsAlreadyExists: true })
        {
            return refused.Message;
        }
    }

    /// <returns>When to come back even if nothing happens; null for never.</returns>
    public async Task<DateTimeOffset?> CompleteAsync(ResourceType type, KubeObject item, JsonObject status, ImmutableArray<ApplicationEvent> events, DateTimeOffset? wakeAt, CancellationToken stop)
    {
        try
        {
            await _status.WriteAsync(type, item, status, stop);
        }
        catch (KubeException conflict) when (conflict.IsConflict || conflict.IsNotFound)
        {
            logger.StatusConflict(item.Key.ToString());
            return time.GetUtcNow() + ConflictPause;
        }

        foreach (var happened in events)
            tell(item, happened);
        return wakeAt;
    }
}
