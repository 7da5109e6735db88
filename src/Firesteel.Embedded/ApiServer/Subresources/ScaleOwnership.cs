using System.Text.Json.Nodes;
using Firesteel.Embedded.ApiServer.Catalog;
using Firesteel.Embedded.ApiServer.Operations;
using Firesteel.Embedded.ApiServer.Patching.Apply;

namespace Firesteel.Embedded.ApiServer.Subresources;

/// <summary>Who owns the number of replicas: between the managed fields of an object and those of the Scale that it shows. Source: apimachinery's ScaleHandler.</summary>
internal static class ScaleOwnership
{
    public const string ScaleVersion = "autoscaling/v1";

    private static readonly IReadOnlyList<PathElement> InScale = [PathElement.Field("spec"), PathElement.Field("replicas")];

    public static JsonArray? ToScale(ServedKind kind, JsonObject item)
    {
        var path = Path(kind);
        var owners = new SortedDictionary<FieldOwner, OwnedFields>();
        foreach (var (owner, fields) in Read(item))
        {
            if (Knows(kind, fields.ApiVersion) && Has(fields.Set, path))
                owners[owner.Applies ? owner : owner with { ApiVersion = ScaleVersion }] = new(FieldSet.Of(InScale), ScaleVersion, fields.Time);
        }

        return ManagedFieldsCodec.Write(owners);
    }

    /// <param name="item">The object as it was.</param>
    /// <param name="scale">The Scale as it is to be.</param>
    /// <returns>The object's entries; an updater of the Scale has an entry of its own, without a time.</returns>
    public static JsonArray? ToItem(ServedKind kind, JsonObject item, JsonObject scale)
    {
        var path = Path(kind);
        var own = Read(item);
        var scalers = Read(scale);
        var result = new SortedDictionary<FieldOwner, OwnedFields>();
        foreach (var (owner, fields) in own)
        {
            if (!Knows(kind, fields.ApiVersion))
                continue;
            if (!Has(fields.Set, path) || scalers.Remove(owner))
                result[owner] = fields;
            else if (fields.Set.Difference(FieldSet.Of(path)) is { IsEmpty: false } left)
                result[owner] = fields with { Set = left };
        }

        foreach (var (owner, fields) in scalers)
        {
            if (Has(fields.Set, InScale))
                result[owner] = new(FieldSet.Of(path), kind.Info.ApiVersion, own.GetValueOrDefault(owner)?.Time);
        }

        return ManagedFieldsCodec.Write(result);
    }

    private static SortedDictionary<FieldOwner, OwnedFields> Read(JsonObject item) => ManagedFieldsCodec.Read(item.Metadata()["managedFields"]) ?? [];

    private static IReadOnlyList<PathElement> Path(ServedKind kind) => [.. kind.Info.Scale!.SpecReplicas.TrimStart('.').Split('.').Select(PathElement.Field)];

    private static bool Has(FieldSet set, IReadOnlyList<PathElement> path) => path.Take(path.Count - 1).Aggregate(set, (below, element) => below.Below(element)).Has(path[^1]);

    private static bool Knows(ServedKind kind, string version) => version == kind.Info.ApiVersion
        || (version.StartsWith(kind.Info.Group + "/", StringComparison.Ordinal) && kind.KnownVersions.Contains(version[(kind.Info.Group.Length + 1)..]));
}
