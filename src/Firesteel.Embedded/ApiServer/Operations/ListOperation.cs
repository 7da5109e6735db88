using System.Collections.Immutable;
using System.Globalization;
using Firesteel.Embedded.ApiServer.Requests;
using Firesteel.Embedded.ApiServer.Responses;
using Firesteel.Embedded.ApiServer.Storage;
using Firesteel.Embedded.ApiServer.Wire;

namespace Firesteel.Embedded.ApiServer.Operations;

/// <summary>A collection at one revision, filtered, in pages.</summary>
internal sealed class ListOperation : IOperation
{
    /// <summary>How long a read waits for a revision of the future.</summary>
    public static TimeSpan Patience { get; } = TimeSpan.FromSeconds(3);

    public string Verb => Requests.Verb.List;

    public async Task<Answer?> RunAsync(ApiRequest request)
    {
        var options = ListOptions.Parse(request.Request, watch: false);
        Negotiation.Choose(request.Request, transformable: true, protobuf: !request.Kind.IsCustom);
        return await ListAsync(request, options).ConfigureAwait(false);
    }

    public static async Task<ListAnswer> ListAsync(ApiRequest request, ListOptions options)
    {
        var filter = ObjectFilter.Create(request.Kind, request.Path.Namespace, options);
        var page = await ReadAsync(request, options).ConfigureAwait(false);
        var limit = page.IgnoresLimit || options.Limit == 0 ? long.MaxValue : options.Limit;
        var items = new List<StoredObject>();
        var more = false;
        foreach (var (key, stored) in Range(page, filter.KeyPrefix))
        {
            if (!key.StartsWith(filter.KeyPrefix, StringComparison.Ordinal))
                break;
            // A page that is full ends there, whether or not what follows would match.
            if (items.Count == limit)
            {
                more = true;
                break;
            }

            if (filter.Matches(stored))
                items.Add(stored);
        }

        if (!more)
            return new(request.Kind, items, page.Revision, "", null);
        var token = new ContinueToken(page.Revision, items[^1].Key.ToString());
        long? remaining = filter.SelectsAll ? page.Objects.Count(pair => pair.Key.StartsWith(filter.KeyPrefix, StringComparison.Ordinal) && string.CompareOrdinal(pair.Key, token.Start) > 0) : null;
        return new(request.Kind, items, page.Revision, token.Encode(), remaining);
    }

    private static IEnumerable<KeyValuePair<string, StoredObject>> Range(Page page, string prefix)
    {
        // A namespace is a contiguous range of keys; the start of it is found by halving.
        var keys = page.Objects;
        var from = page.After is null ? prefix : string.CompareOrdinal(page.After + "\0", prefix) > 0 ? page.After + "\0" : prefix;
        if (from.Length == 0)
            return keys;
        return keys.SkipWhile(pair => string.CompareOrdinal(pair.Key, from) < 0);
    }

    private static async Task<Page> ReadAsync(ApiRequest request, ListOptions options)
    {
        var store = request.Services.Store;
        var collection = request.Kind.Collection;
        if (options.Continue.Length > 0)
        {
            var token = ContinueToken.Decode(options.Continue);
            if (options.ResourceVersion is not ("" or "0"))
                throw Statuses.BadRequest("specifying resource version is not allowed when using continue");
            if (token.Revision <= 0)
                return Present(store, collection) with { After = token.Start, IgnoresLimit = options.ResourceVersion == "0" };
            var then = store.SnapshotAt(collection, token.Revision);
            if (then is not null)
                return new(then, token.Revision, token.Start, options.ResourceVersion == "0");
            var expired = Statuses.Expired(
                "The provided continue parameter is too old to display a consistent list result. You can start a new list without the continue parameter, or use the continue token in this response to retrieve the remainder of the results. Continuing with the provided token results in an inconsistent list - objects that were created, modified, or deleted between the time the first chunk was returned and now may show up in the list.");
            expired.Status["metadata"]!["continue"] = new ContinueToken(-1, token.Start).Encode();
            throw expired;
        }

        if (options.ResourceVersion is "" or "0")
            return Present(store, collection) with { IgnoresLimit = options.ResourceVersion == "0" };
        if (!long.TryParse(options.ResourceVersion, NumberStyles.None, CultureInfo.InvariantCulture, out var wanted))
            throw Statuses.BadRequest($"invalid resource version: resourceVersion: Invalid value: {GoText.Quote(options.ResourceVersion)}: {NumberErrors.ParseUint(options.ResourceVersion)}");
        if (!await store.WaitForAsync(wanted, Patience, request.Services.Time, request.Stop).ConfigureAwait(false))
            throw Statuses.ResourceVersionTooLarge(wanted, store.Revision);
        if (options.ResourceVersionMatch != "Exact" && (options.Limit == 0 || options.ResourceVersionMatch == "NotOlderThan"))
            return Present(store, collection);
        var exact = store.SnapshotAt(collection, wanted) ?? throw Statuses.Expired("The resourceVersion for the provided list is too old.");
        return new(exact, wanted);
    }

    private static Page Present(RevisionStore store, Collection collection)
    {
        var (objects, revision) = store.Snapshot(collection);
        return new(objects, revision);
    }

    /// <param name="After">Key of the last object of the page before.</param>
    private sealed record Page(ImmutableSortedDictionary<string, StoredObject> Objects, long Revision, string? After = null, bool IgnoresLimit = false);
}
