using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Firesteel.Embedded.ApiServer.Schemas;
using Firesteel.Embedded.ApiServer.Wire;

namespace Firesteel.Embedded.ApiServer.Patching.Apply;

public static partial class FieldManager
{
    private const string AncientChanges = "ancient-changes";
    private const int MaxUpdateManagers = 10;

    /// <summary>Fields that nobody owns.</summary>
    private static readonly FieldSet Unowned = FieldSet.Of(
        [.. new[] { "apiVersion", "kind", "metadata" }.Select(name => (IReadOnlyList<PathElement>)[PathElement.Field(name)]),
         .. new[] { "name", "namespace", "creationTimestamp", "selfLink", "uid", "clusterName", "generation", "managedFields", "resourceVersion" }
             .Select(name => (IReadOnlyList<PathElement>)[PathElement.Field("metadata"), PathElement.Field(name)])]);

    /// <summary>Tracks a POST, PUT or patch: what it changed belongs to the manager from now on.</summary>
    /// <param name="old">Null on creation.</param>
    /// <param name="empty">On creation: what an object of the kind has before anything is set; nobody owns that.</param>
    /// <param name="new">As it is to be stored, after defaults; not changed.</param>
    /// <returns>A copy of <paramref name="new"/> with its managed fields.</returns>
    public static JsonObject Update(
        JsonObject? old, JsonObject @new, string manager, string apiVersion, string subresource, TypeSchema schema, DateTimeOffset now,
        IReadOnlyList<string>? resetFields = null, JsonObject? empty = null)
    {
        var request = new Request(schema, apiVersion, subresource, Ignored(resetFields), Time(now));
        var owners = Decode(old, @new, subresource.Length > 0);
        var result = WithoutManagedFields(@new);
        // An object whose ownership was given up stays untracked until somebody applies.
        if (owners.Count > 0 || old is null)
        {
            var current = old is null ? empty ?? Skeleton(@new) : WithoutManagedFields(old);
            Track(request, current, result, owners, new(manager, FieldOwner.Update, apiVersion, subresource));
            Cap(owners);
        }

        return Finish(result, owners, old);
    }

    private static SortedDictionary<FieldOwner, OwnedFields> Decode(JsonObject? old, JsonObject @new, bool isSubresource)
    {
        if (!isSubresource && Member(@new, "metadata", "managedFields") is JsonArray { Count: > 0 } given)
        {
            if (given is [JsonObject { Count: 0 }])
                return [];
            if (ManagedFieldsCodec.Read(given) is { Count: > 0 } owners)
                return owners;
        }

        return ManagedFieldsCodec.Read(Member(old, "metadata", "managedFields")) ?? [];
    }

    private static void Track(Request request, JsonObject old, JsonObject @new, SortedDictionary<FieldOwner, OwnedFields> owners, FieldOwner owner)
    {
        // The operation's own fields are found under a name of their own, so that what it removes leaves its old entry too.
        var self = new FieldOwner("", "", "", "");
        Settle(request, old, @new, owners, self, force: true, out var comparison);
        var set = comparison.Modified.Union(comparison.Added).RecursiveDifference(request.Ignored).Difference(Unowned);
        if (set.IsEmpty)
            return;
        if (owners.TryGetValue(owner, out var previous))
            set = set.Union(previous.Set);
        owners[owner] = new(set, request.ApiVersion, request.Now);
    }

    /// <summary>Takes changed fields from their other owners, or lists the conflicts when that is not forced.</summary>
    private static List<(FieldOwner Owner, ImmutableArray<PathElement> Path)> Settle(
        Request request, JsonNode? old, JsonNode? @new, SortedDictionary<FieldOwner, OwnedFields> owners, FieldOwner self, bool force,
        out TypedComparison comparison)
    {
        comparison = TypedComparison.Of(request.Schema, old, @new, request.Ignored);
        var changed = comparison.Modified.Union(comparison.Added);
        var conflicts = new List<(FieldOwner, ImmutableArray<PathElement>)>();
        foreach (var (owner, fields) in owners.Where(pair => pair.Key != self).ToList())
        {
            var taken = fields.Set.Intersection(changed);
            if (!taken.IsEmpty && !force)
                conflicts.AddRange(taken.Paths().Select(path => (owner, path)));
            owners[owner] = fields with { Set = fields.Set.Difference(taken).Difference(comparison.Removed) };
        }

        foreach (var owner in owners.Where(pair => pair.Value.Set.IsEmpty).Select(pair => pair.Key).ToList())
            owners.Remove(owner);
        return conflicts;
    }

    /// <summary>More than ten updaters are too many: the oldest of a version become one.</summary>
    private static void Cap(SortedDictionary<FieldOwner, OwnedFields> owners)
    {
        var updaters = owners.Where(pair => !pair.Key.Applies)
            .OrderBy(pair => ManagedFieldsCodec.Seconds(pair.Value.Time)).ThenBy(pair => pair.Key).Select(pair => pair.Key).ToList();
        var excess = updaters.Count - MaxUpdateManagers;
        var firstOfVersion = new Dictionary<string, FieldOwner>(StringComparer.Ordinal);
        foreach (var updater in updaters)
        {
            if (excess <= 0)
                return;
            var fields = owners[updater];
            if (firstOfVersion.TryAdd(fields.ApiVersion, updater))
                continue;
            var bucket = new FieldOwner(AncientChanges, FieldOwner.Update, fields.ApiVersion, "");
            if (!owners.TryGetValue(bucket, out var ancient))
            {
                owners.Remove(firstOfVersion[fields.ApiVersion], out ancient);
                ancient ??= new(FieldSet.Empty, fields.ApiVersion, null);
            }

            owners.Remove(updater);
            owners[bucket] = ancient with { Set = ancient.Set.Union(fields.Set), Time = fields.Time };
            excess--;
        }
    }

    private static void Strip(SortedDictionary<FieldOwner, OwnedFields> owners, FieldOwner owner)
    {
        if (!owners.TryGetValue(owner, out var fields))
            return;
        var set = fields.Set.Difference(Unowned);
        if (set.IsEmpty)
            owners.Remove(owner);
        else
            owners[owner] = fields with { Set = set };
    }

    /// <summary>Puts the entries in; when only their times changed, and nothing else, the old times stay so that the write is none.</summary>
    private static JsonObject Finish(JsonObject result, SortedDictionary<FieldOwner, OwnedFields> owners, JsonObject? old)
    {
        var entries = ManagedFieldsCodec.Write(owners);
        var previous = Member(old, "metadata", "managedFields") as JsonArray;
        if (entries is not null && previous is not null && SameButTimes(entries, previous) && JsonEquality.Same(result, WithoutManagedFields(old!)))
            entries = (JsonArray)previous.DeepClone();
        if (entries is null)
            return result;
        if (result["metadata"] is not JsonObject metadata)
            result["metadata"] = metadata = [];
        metadata["managedFields"] = entries;
        return result;
    }

    private static bool SameButTimes(JsonArray left, JsonArray right)
    {
        static HashSet<string> Timeless(JsonArray entries) => entries.Select(entry =>
        {
            var copy = entry?.DeepClone();
            (copy as JsonObject)?.Remove("time");
            return GoText.Json(copy);
        }).ToHashSet(StringComparer.Ordinal);
        return left.Count == right.Count && Timeless(left).SetEquals(Timeless(right));
    }

    private static JsonObject WithoutManagedFields(JsonObject obj)
    {
        var copy = (JsonObject)obj.DeepClone();
        (copy["metadata"] as JsonObject)?.Remove("managedFields");
        return copy;
    }

    private static FieldSet Ignored(IReadOnlyList<string>? paths) => paths is null or { Count: 0 }
        ? FieldSet.Empty
        : FieldSet.Of([.. paths.Select(path => (IReadOnlyList<PathElement>)[.. path.Split('/').Select(PathElement.Field)])]);

    private static JsonNode? Member(JsonObject? obj, string first, string second) => (obj?[first] as JsonObject)?[second];

    private static string Text(JsonNode? obj, string name) =>
        (obj as JsonObject)?[name] is JsonValue value && value.TryGetValue(out string? text) ? text : "";

    private static string Time(DateTimeOffset now) => now.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture);

    private sealed record Request(TypeSchema Schema, string ApiVersion, string Subresource, FieldSet Ignored, string Now);
}
