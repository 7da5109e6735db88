using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Firesteel.Embedded.ApiServer.Kinds;
using Firesteel.Embedded.ApiServer.Rules;
using Firesteel.Embedded.ApiServer.Storage;

namespace Firesteel.Embedded.ApiServer.Catalog;

/// <summary>A kind in one version as it is served now.</summary>
internal sealed record ServedKind(KindInfo Info, Collection Collection, IKindRules Rules)
{
    /// <summary>The version in which the collection keeps its objects; one instance for all served versions.</summary>
    public required KindInfo Stored { get; init; }

    /// <summary>Fields, beside name and namespace, that a field selector may name.</summary>
    public ImmutableDictionary<string, Func<JsonObject, string>> SelectableFields { get; init; } = ImmutableDictionary<string, Func<JsonObject, string>>.Empty;

    /// <summary>All versions of the definition, served or not.</summary>
    public ImmutableHashSet<string> KnownVersions { get; init; } = [];

    /// <summary>The version's part of the definition, by which an unchanged one is known.</summary>
    public string Source { get; init; } = "";

    /// <summary>A custom resource's schema as its definition has it, for OpenAPI; not to be changed.</summary>
    public JsonObject? OpenApi { get; init; }

    /// <summary>Text of the Warning header of a deprecated version.</summary>
    public string? Deprecation { get; init; }

    /// <summary>The definition is going: nothing new is created.</summary>
    public bool Terminating { get; init; }

    /// <summary>Custom resources are pruned and defaulted when they are read, and listed with <c>metadata.continue</c> always there.</summary>
    public bool IsCustom => !Info.BuiltIn;

    /// <summary>Verbs in the order of discovery.</summary>
    public IReadOnlyList<string> Verbs => Rules.Verbs ?? (IsCustom
        ? ["delete", "deletecollection", "get", "list", "patch", "create", "update", "watch"]
        : ["create", "delete", "deletecollection", "get", "list", "patch", "update", "watch"]);

    /// <summary>Verbs as discovery tells them: a kind that is going still takes changes, but no client should begin any.</summary>
    public IReadOnlyList<string> AdvertisedVerbs => Terminating ? ["delete", "deletecollection", "get", "list", "watch"] : Verbs;
}
