using Firesteel.Embedded.ApiServer.Catalog;
using Firesteel.Embedded.ApiServer.Kinds;
using Firesteel.Embedded.ApiServer.Kinds.Columns;
using Firesteel.Embedded.ApiServer.Schemas;

namespace Firesteel.Embedded.ApiServer.Subresources;

/// <summary>The kind Scale, for its table.</summary>
internal static class ScaleKind
{
    public static TypeSchema Schema => Info.Schema;

    private static readonly KindInfo Info = new()
    {
        Group = "autoscaling",
        Version = "v1",
        Kind = "Scale",
        Plural = "scales",
        Singular = "scale",
        BuiltIn = true,
        Schema = BuiltInSchemas.OfKind("autoscaling/v1", "Scale"),
        Columns =
        [
            DefaultColumns.Name,
            new("Desired", "integer", (scale, _) => ScaleView.At(scale, "spec.replicas")?.DeepClone() ?? 0) { Description = "Number of desired pods" },
            new("Available", "integer", (scale, _) => ScaleView.At(scale, "status.replicas")?.DeepClone() ?? 0) { Description = "Number of observed pods" },
            DefaultColumns.Age,
        ],
    };

    /// <param name="owner">The kind whose scale it is.</param>
    public static ServedKind Of(ServedKind owner) => new(Info, owner.Collection, owner.Rules) { Stored = Info };
}
