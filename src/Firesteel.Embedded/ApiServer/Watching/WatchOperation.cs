using System.Collections.Immutable;
using System.Globalization;
using Firesteel.Embedded.ApiServer.Operations;
using Firesteel.Embedded.ApiServer.Requests;
using Firesteel.Embedded.ApiServer.Responses;
using Firesteel.Embedded.ApiServer.Storage;

namespace Firesteel.Embedded.ApiServer.Watching;

/// <summary>Opens a watch: checks the request, then streams until the client, the time or the kind ends it.</summary>
internal sealed class WatchOperation : IOperation
{
    public string Verb => Requests.Verb.Watch;

    public async Task<Answer?> RunAsync(ApiRequest request)
    {
        var options = ListOptions.Parse(request.Request, watch: true);
        var filter = ObjectFilter.Create(request.Kind, request.Path.Namespace, options, request.Path.IsWatchPath && request.Path.Name.Length > 0 ? request.Path.Name : null);
        var version = options.ResourceVersion;
        long after = 0;
        if (version.Length > 0 && !long.TryParse(version, NumberStyles.None, CultureInfo.InvariantCulture, out after))
            throw Statuses.Bare($"resourceVersion: Invalid value: {Wire.GoText.Quote(version)}: {NumberErrors.ParseUint(version)}");
        var form = Negotiation.ChooseStream(request.Request, protobuf: !request.Kind.IsCustom);
        var encoder = new WatchEncoder(request, form);
        encoder.CheckOptions();

        var store = request.Services.Store;
        var collection = request.Kind.Collection;
        var wantsState = options.SendInitialEvents ?? after == 0;
        Watcher? watcher;
        var initial = ImmutableSortedDictionary<string, StoredObject>.Empty;
        long from = after, oldest = 0;
        if (wantsState)
            (initial, from, watcher) = store.SnapshotAndWatch(collection);
        else if (after == 0)
            (_, from, watcher) = store.SnapshotAndWatch(collection);
        else
            watcher = store.Watch(collection, after, out oldest);
        try
        {
            var output = await WatchOutput.OpenAsync(request, form).ConfigureAwait(false);
            await using (output.ConfigureAwait(false))
            {
                var session = new WatchSession(request, options, filter, encoder, output, watcher);
                if (watcher is null)
                    await session.SendExpiredAsync(after, oldest).ConfigureAwait(false);
                else
                    await session.RunAsync(wantsState ? initial : null, from).ConfigureAwait(false);
            }
        }
        finally
        {
            if (watcher is not null)
                store.Unwatch(collection, watcher);
        }

        return null;
    }
}
