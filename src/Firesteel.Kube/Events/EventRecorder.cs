using System.Threading.Channels;
using Firesteel.Kube.Client;
using Firesteel.Kube.Objects;
using Firesteel.Kube.Problems;
using Microsoft.Extensions.Logging;

namespace Firesteel.Kube.Events;

/// <summary>
/// Tells what happens to objects as Kubernetes Events. Recording never blocks and never fails: what cannot be told is dropped and counted
/// (<c>firesteel.kube.events.dropped</c>). Repetitions count up one event, many similar ones are combined, and no object gets too many.
/// </summary>
public sealed class EventRecorder
{
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(5);

    private readonly IKubeClient client;
    private readonly EventRecorderOptions options;
    private readonly TimeProvider time;
    private readonly ILogger logger;
    private readonly EventCorrelator correlator;
    private readonly Channel<EventNote> notes;
    private long dropped;

    /// <exception cref="ProblemException">The options make no sense.</exception>
    public EventRecorder(IKubeClient client, EventRecorderOptions options, TimeProvider time, ILogger logger)
    {
        if (options.Validate() is { Length: > 0 } problems)
            throw new ProblemException(problems);
        (this.client, this.options, this.time, this.logger) = (client, options, time, logger);
        correlator = new(options);
        notes = Channel.CreateBounded<EventNote>(
            new BoundedChannelOptions(options.Capacity) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true },
            _ => Drop("full"));
    }

    /// <summary>Events that were dropped, for whatever cause.</summary>
    public long Dropped => Interlocked.Read(ref dropped);

    /// <param name="about">Only its names are kept.</param>
    /// <param name="type">Warning if somebody should look.</param>
    /// <param name="reason">One CamelCase word for machines.</param>
    /// <param name="message">One sentence for people; never a secret.</param>
    public void Record(KubeObject about, EventType type, string reason, string message)
    {
        if (!notes.Writer.TryWrite(new(EventSubject.Of(about), type, reason, message, time.GetUtcNow())))
            Drop("closed");
    }

    /// <summary>Sends what is recorded until it is told to stop, and then what is left, as far as it goes within a few seconds.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        using var registration = stop.UnsafeRegister(_ => notes.Writer.TryComplete(), null);
        using var end = new CancellationTokenSource();
        await using var farewell = time.CreateTimer(_ => end.Cancel(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        using var grace = stop.UnsafeRegister(_ => farewell.Change(Farewell, Timeout.InfiniteTimeSpan), null);
        await foreach (var note in notes.Reader.ReadAllAsync(CancellationToken.None).ConfigureAwait(false))
        {
            if (correlator.Correlate(note) is not { } entry)
                Drop("spam");
            else
                await TellAsync(entry, end.Token).ConfigureAwait(false);
        }
    }

    private async Task TellAsync(EventEntry entry, CancellationToken stop)
    {
        try
        {
            if (entry.Count == 1 || !await CountAsync(entry, stop).ConfigureAwait(false))
                await client.CreateAsync(ResourceTypes.CoreEvents, EventObject.New(entry, options), stop).ConfigureAwait(false);
        }
        catch (Exception e) when (e is KubeException or HttpRequestException or OperationCanceledException)
        {
            // A namespace that is being deleted refuses events, which is nobody's fault.
            correlator.Forget(entry);
            Drop("refused");
            logger.EventNotTold(entry.Identity.Reason, entry.About.Kind, entry.About.Name, e.Message);
        }
    }

    /// <returns>False when the event is gone from the server; events live for an hour.</returns>
    private async Task<bool> CountAsync(EventEntry entry, CancellationToken stop)
    {
        try
        {
            var key = new ObjectKey(EventObject.Namespace(entry.About), entry.Name);
            await client.PatchAsync(ResourceTypes.CoreEvents, key, new(PatchType.Strategic, EventObject.Again(entry)), stop: stop).ConfigureAwait(false);
            return true;
        }
        catch (KubeException e) when (e.IsNotFound)
        {
            return false;
        }
    }

    private void Drop(string cause)
    {
        Interlocked.Increment(ref dropped);
        EventInstruments.Dropped.Add(1, new KeyValuePair<string, object?>("cause", cause));
    }
}
