using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Firesteel.Embedded.ApiServer.Schemas;
using Firesteel.Embedded.ApiServer.Wire;

namespace Firesteel.Embedded.ApiServer.Patching.Apply;

/// <summary>
/// Server-side apply: who owns which field, merging by ownership, conflicts. Pure: objects come in and go out, nothing is stored.
/// </summary>
public static partial class FieldManager
{
    private const string BeforeFirstApply = "before-first-apply";
    private const string LastApplied = "kubectl.kubernetes.io/last-applied-configuration";

    /// <param name="live">Null when the object does not exist; the result is then to be created.</param>
    /// <param name="applied">As sent, with apiVersion and kind already checked to be there.</param>
    /// <param name="apiVersion">The version of the request.</param>
    /// <param name="subresource">Empty for the main resource.</param>
    /// <param name="resetFields">Top-level paths (<c>status</c>, <c>metadata/labels</c>) that this request cannot own; see <c>KindInfo.ResetFields</c>.</param>
    /// <exception cref="PatchException">400 or 500: the applied object cannot be merged.</exception>
    public static ApplyOutcome Apply(
        JsonObject? live, JsonObject applied, string manager, string apiVersion, bool force, string subresource, TypeSchema schema, DateTimeOffset now,
        IReadOnlyList<string>? resetFields = null)
    {
        var request = new Request(schema, apiVersion, subresource, Ignored(resetFields), Time(now));
        if (applied["metadata"] is JsonObject metadata && metadata["managedFields"] is not null)
            throw new PatchException(400, "metadata.managedFields must be nil");
        if (Text(applied, "apiVersion") is var given && given != apiVersion)
            throw new PatchException(400, $"Incorrect version specified in apply patch. Specified patch version: {given}, expected: {apiVersion}");
        if (TypedValidation.Check(schema, applied) is { Count: > 0 } errors)
            throw new PatchException(500, $"failed to create typed patch object ({Describe(applied)}): {TypedValidation.Join(errors)}");
        var current = live is null ? Skeleton(applied) : WithoutManagedFields(live);
        var owners = ManagedFieldsCodec.Read(Member(live, "metadata", "managedFields")) ?? [];
        if (owners.Count == 0)
            Track(request, Skeleton(applied), current, owners, new(BeforeFirstApply, FieldOwner.Update, apiVersion, subresource));
        var owner = new FieldOwner(manager, FieldOwner.Apply, "", subresource);
        var before = owners.ToImmutableSortedDictionary();
        var (merged, conflicts) = Merge(request, current, applied, owners, owner, force);
        if (conflicts.Count > 0 && manager == "kubectl" && live is not null && conflicts.All(conflict => SetByLastApplied(live, conflict.Path)))
        {
            owners = new(before.ToDictionary());
            (merged, conflicts) = Merge(request, current, applied, owners, owner, force: true);
        }

        if (conflicts.Count > 0)
            return new(null, [.. conflicts.Select(conflict => new ApplyConflict(conflict.Owner, string.Concat(conflict.Path.Select(element => element.ToString()))))]);
        var result = merged ?? (JsonObject)current.DeepClone();
        if (merged is not null && owners.TryGetValue(owner, out var mine))
            owners[owner] = mine with { Time = request.Now };
        SyncLastApplied(manager, result, applied);
        return new(Finish(result, owners, live), []);
    }

    private static (JsonObject? Merged, List<(FieldOwner Owner, ImmutableArray<PathElement> Path)> Conflicts) Merge(
        Request request, JsonObject current, JsonObject applied, SortedDictionary<FieldOwner, OwnedFields> owners, FieldOwner owner, bool force)
    {
        var last = owners.GetValueOrDefault(owner);
        var merged = TypedMerge.Of(request.Schema, current, applied);
        var set = TypedFields.Of(request.Schema, applied).RecursiveDifference(request.Ignored);
        owners[owner] = new(set, request.ApiVersion, last?.Time);
        merged = Prune(request.Schema, merged, owners, last);
        var conflicts = Settle(request, current, merged, owners, owner, force, out _);
        Strip(owners, owner);
        // An apply that changes nothing gives the live object back, and its entry keeps its time.
        return (JsonEquality.Same(merged, current) ? null : (JsonObject?)merged, conflicts);
    }

    /// <summary>Takes out what the manager applied before and does not apply now, unless another manager owns it.</summary>
    private static JsonNode? Prune(TypeSchema schema, JsonNode? merged, SortedDictionary<FieldOwner, OwnedFields> owners, OwnedFields? last)
    {
        if (last is null || last.Set.IsEmpty)
            return merged;
        var lastSet = last.Set.WithNamedParents(schema);
        var pruned = TypedRemoval.Of(schema, merged, lastSet);
        var all = TypedFields.Of(schema, merged).WithNamedParents(schema);
        var owned = owners.Values.Aggregate(FieldSet.Empty, (union, fields) => union.Union(fields.Set)).WithNamedParents(schema);
        var left = TypedFields.Of(schema, pruned).WithNamedParents(schema);
        pruned = TypedRemoval.Of(schema, merged, all.Difference(left.Union(owned)));
        left = TypedFields.Of(schema, pruned).WithNamedParents(schema);
        return TypedRemoval.Of(schema, merged, all.Difference(left).Intersection(lastSet));
    }

    /// <summary>kubectl moving from client-side apply may take over what its annotation says it set.</summary>
    private static bool SetByLastApplied(JsonObject live, ImmutableArray<PathElement> path)
    {
        if (Text(Member(live, "metadata", "annotations"), LastApplied) is not { Length: > 0 } text)
            return false;
        JsonNode? node;
        JsonNode? current = live;
        try
        {
            node = JsonNode.Parse(text);
        }
        catch (System.Text.Json.JsonException)
        {
            return false;
        }

        foreach (var element in path)
        {
            if (!element.IsField)
                return node is not null;
            node = (node as JsonObject)?[element.Name];
            current = (current as JsonObject)?[element.Name];
        }

        return node is not null && JsonEquality.Same(node, current);
    }

    /// <summary>kubectl's own annotation follows its server-side applies, when the object has one.</summary>
    private static void SyncLastApplied(string manager, JsonObject result, JsonObject applied)
    {
        if (manager != "kubectl" || Member(result, "metadata", "annotations") is not JsonObject annotations || !annotations.ContainsKey(LastApplied))
            return;
        var copy = (JsonObject)applied.DeepClone();
        if (copy["metadata"] is JsonObject metadata)
        {
            metadata.Remove("managedFields");
            if (metadata["annotations"] is JsonObject own)
                own.Remove(LastApplied);
        }

        annotations[LastApplied] = GoText.Json(copy) + "\n";
    }

    private static JsonObject Skeleton(JsonObject like) => new()
    {
        ["apiVersion"] = like["apiVersion"]?.DeepClone(),
        ["kind"] = like["kind"]?.DeepClone(),
    };

    private static string Describe(JsonObject obj)
    {
        var version = Text(obj, "apiVersion");
        return $"{Text(obj["metadata"], "namespace")}/{Text(obj["metadata"], "name")}; {(version.Contains('/', StringComparison.Ordinal) ? version : "/" + version)}, Kind={Text(obj, "kind")}";
    }
}
