using System.Collections.Immutable;
using Firesteel.Embedded.ApiServer.Schemas;
using Firesteel.Kube.Objects;

namespace Firesteel.Embedded.ApiServer.Kinds;

/// <summary>A kind in one version, as the server offers it: a row of <see cref="BuiltInKinds"/> or a version of a definition.</summary>
public sealed record KindInfo
{
    public required string Group { get; init; }
    public required string Version { get; init; }
    public required string Kind { get; init; }
    public required string Plural { get; init; }
    public required string Singular { get; init; }
    public string ListKind { get => field.Length > 0 ? field : Kind + "List"; init; } = "";
    public ImmutableArray<string> ShortNames { get; init; } = [];
    public ImmutableArray<string> Categories { get; init; } = [];
    public bool Namespaced { get; init; } = true;

    /// <summary>Names such as <c>status</c>, <c>scale</c>, <c>log</c>.</summary>
    public ImmutableArray<string> Subresources { get; init; } = [];
    public ScalePaths? Scale { get; init; }
    public ImmutableArray<Column> Columns { get; init; } = [];
    public required TypeSchema Schema { get; init; }

    /// <summary>False for kinds whose objects have no <c>metadata.generation</c>.</summary>
    public bool HasGeneration { get; init; }
    public bool BuiltIn { get; init; }

    public string ApiVersion => Group.Length == 0 ? Version : $"{Group}/{Version}";
    public ResourceType Resource => new(Group, Version, Plural, Kind, Namespaced);

    /// <summary>Paths that a write to the object (or to a sub-resource) resets, so that its manager cannot own them.</summary>
    public ImmutableArray<string> ResetFields(string subresource) => subresource switch
    {
        "" when Has("status") => ["status"],
        "status" when ApiVersion == "apps/v1" && Kind == "Deployment" => ["spec", "metadata/labels"],
        "status" => ["spec"],
        _ => [],
    };

    public bool Has(string subresource) => Subresources.Contains(subresource);

    public override string ToString() => $"{ApiVersion} {Kind}";
}
