using System.Collections.Immutable;
using System.Net.WebSockets;
using Firesteel.Embedded.ApiServer.Operations;
using Firesteel.Embedded.ApiServer.Requests;
using Firesteel.Embedded.ApiServer.Responses;
using Firesteel.Embedded.ApiServer.Storage;

namespace Firesteel.Embedded.ApiServer.Watching;

/// <summary>One open watch: turns the store's changes into the events of this client's selection.</summary>
internal sealed class WatchSession(
    ApiRequest request, ListOptions options, ObjectFilter filter, WatchEncoder encoder, IWatchOutput output, Watcher? watcher)
{
    private static readonly TimeSpan BookmarkEvery = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LongestWatch = TimeSpan.FromMinutes(60);

    /// <summary>The version asked for is forgotten: one ERROR event, and the end.</summary>
    public ValueTask SendExpiredAsync(long after, long oldest) =>
        output.SendAsync(encoder.Error(Statuses.Expired($"too old resource version: {after} ({oldest})")), request.Stop);

    /// <param name="initial">What comes first as ADDED events; null for nothing.</param>
    /// <param name="from">Revision of the initial state.</param>
    public async Task RunAsync(ImmutableSortedDictionary<string, StoredObject>? initial, long from)
    {
        var time = request.Services.Time;
        using var deadline = new CancellationTokenSource(options.Timeout ?? LongestWatch, time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(request.Stop, deadline.Token, output.Closed);
        try
        {
            if (initial is not null)
                await SendInitialAsync(initial, from, stop.Token).ConfigureAwait(false);
            await FollowAsync(from, stop.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (e is OperationCanceledException or IOException or WebSocketException)
        {
            // The client went, or the time is up: both are the ordinary end of a watch.
        }
    }

    private async Task SendInitialAsync(ImmutableSortedDictionary<string, StoredObject> initial, long from, CancellationToken stop)
    {
        foreach (var stored in initial.Values)
        {
            if (filter.Matches(stored))
                await output.SendAsync(encoder.Event("ADDED", stored, stored.Revision), stop, flush: false).ConfigureAwait(false);
        }

        if (options.SendInitialEvents == true && options.Bookmarks)
            await output.SendAsync(encoder.Bookmark(from, endOfInitialEvents: true), stop, flush: false).ConfigureAwait(false);
        await output.FlushAsync(stop).ConfigureAwait(false);
    }

    private async Task FollowAsync(long from, CancellationToken stop)
    {
        var seen = from;
        var events = watcher!.Events;
        var nextBookmark = request.Services.Time.GetUtcNow() + BookmarkEvery;
        while (true)
        {
            if (!await WaitAsync(events.WaitToReadAsync(stop), nextBookmark, stop).ConfigureAwait(false))
            {
                await output.SendAsync(encoder.Bookmark(Math.Max(seen, request.Services.Store.Revision), endOfInitialEvents: false), stop).ConfigureAwait(false);
                nextBookmark = request.Services.Time.GetUtcNow() + BookmarkEvery;
                continue;
            }

            if (!events.TryRead(out var change))
            {
                if (events.Completion.IsCompleted)
                    return;
                continue;
            }

            var any = false;
            do
            {
                seen = change.Revision;
                if (Translate(change) is { } line)
                {
                    any = true;
                    await output.SendAsync(line, stop, flush: false).ConfigureAwait(false);
                }
            }
            while (events.TryRead(out change));
            if (any)
                await output.FlushAsync(stop).ConfigureAwait(false);
        }
    }

    /// <returns>False when it is time for a bookmark.</returns>
    private async ValueTask<bool> WaitAsync(ValueTask<bool> ready, DateTimeOffset nextBookmark, CancellationToken stop)
    {
        if (ready.IsCompleted || !options.Bookmarks)
        {
            await ready.ConfigureAwait(false);
            return true;
        }

        var task = ready.AsTask();
        var time = request.Services.Time;
        var left = nextBookmark - time.GetUtcNow();
        if (left <= TimeSpan.Zero)
            return false;
        using var late = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var first = await Task.WhenAny(task, Task.Delay(left, time, late.Token)).ConfigureAwait(false);
        await late.CancelAsync().ConfigureAwait(false);
        if (first != task)
        {
            stop.ThrowIfCancellationRequested();
            return false;
        }

        await task.ConfigureAwait(false);
        return true;
    }

    /// <summary>An object that begins to match comes in as ADDED; one that no longer does leaves as DELETED, with its old content.</summary>
    private ReadOnlyMemory<byte>? Translate(StoreEvent change)
    {
        var before = change.Before is { } old && filter.Matches(old);
        if (change.IsDeletion)
            return before ? encoder.Event("DELETED", change.After, change.Revision) : null;
        var after = filter.Matches(change.After);
        return (before, after) switch
        {
            (false, true) => encoder.Event("ADDED", change.After, change.Revision),
            (true, true) => encoder.Event("MODIFIED", change.After, change.Revision),
            (true, false) => encoder.Event("DELETED", change.Before!, change.Revision),
            _ => null,
        };
    }
}
