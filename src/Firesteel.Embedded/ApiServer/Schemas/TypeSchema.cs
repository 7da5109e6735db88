using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace Firesteel.Embedded.ApiServer.Schemas;

/// <summary>
/// The shape of a value: one node model for built-in types (from Kubernetes' type table) and for custom resources
/// (from their structural schema). Children are made when they are first asked for, because built-in types are recursive.
/// Immutable and safe for concurrent reads.
/// </summary>
public sealed class TypeSchema
{
    private readonly Lazy<FrozenDictionary<string, TypeSchema>>? _properties;
    private readonly Lazy<TypeSchema>? _items;
    private readonly Lazy<TypeSchema>? _additional;

    /// <summary>Anything at all, kept as it is.</summary>
    public static TypeSchema Any { get; } = new() { PreserveUnknown = true };

    public JsonType Type { get; init; }

    /// <summary>OpenAPI's <c>format</c>; for built-ins also <c>quantity</c>, <c>time</c>, <c>micro-time</c>, <c>duration</c>, <c>byte</c>.</summary>
    public string Format { get; init; } = "";

    /// <summary>How Go names the type in its messages (<c>[]v1.Container</c>); empty for custom resources.</summary>
    public string GoName { get; init; } = "";

    public bool IsBuiltIn => GoName.Length > 0;

    public Func<IReadOnlyDictionary<string, TypeSchema>> PropertySource
    {
        init => _properties = new(() => value().ToFrozenDictionary(StringComparer.Ordinal));
    }

    public Func<TypeSchema> ItemSource { init => _items = new(value); }
    public Func<TypeSchema> AdditionalSource { init => _additional = new(value); }

    public IReadOnlyDictionary<string, TypeSchema> Properties =>
        _properties?.Value ?? FrozenDictionary<string, TypeSchema>.Empty;

    /// <summary>Of an array.</summary>
    public TypeSchema? Items { get => field ?? _items?.Value; init; }

    /// <summary>Of the values of a map.</summary>
    public TypeSchema? AdditionalProperties { get => field ?? _additional?.Value; init; }

    /// <summary>What server-side apply takes the value for, where that is not the node itself: metadata that a definition restricts.</summary>
    public TypeSchema? ApplyAs { get; init; }

    public ListKind ListKind { get; init; }

    /// <summary>The list type was given, not only the default.</summary>
    public bool ListKindIsExplicit { get; init; }

    /// <summary>Names of the key fields of a list of kind <see cref="Schemas.ListKind.Map"/>.</summary>
    public ImmutableArray<string> ListMapKeys { get; init; } = [];

    /// <summary>Server-side apply treats the object as one value.</summary>
    public bool AtomicMap { get; init; }

    public bool PreserveUnknown { get; init; }
    public bool EmbeddedResource { get; init; }

    /// <summary>Whether it, or anything below it, is a whole object.</summary>
    public bool HasEmbeddedResources => _hasEmbeddedResources ??= !IsBuiltIn && (EmbeddedResource || Items?.HasEmbeddedResources == true
        || AdditionalProperties?.HasEmbeddedResources == true || Properties.Values.Any(member => member.HasEmbeddedResources));

    private bool? _hasEmbeddedResources;

    public bool IntOrString { get; init; }
    public bool Nullable { get; init; }

    /// <summary>A zero value is left out of JSON; built-ins only.</summary>
    public bool Optional { get; init; }

    /// <summary>Absent and zero differ; built-ins only.</summary>
    public bool Pointer { get; init; }

    /// <summary>Null when there is none. A default of JSON null does not exist.</summary>
    public JsonNode? Default { get; init; }

    public PatchStrategy PatchStrategy { get; init; }

    /// <summary>Key of the items for a strategic merge; null for lists of scalars.</summary>
    public string? PatchMergeKey { get; init; }

    /// <summary>Value validations and rules; null when there are none.</summary>
    public SchemaConstraints? Constraints { get; init; }

    public string Description { get; init; } = "";

    /// <summary>There is a default somewhere at or below this node. Built-in types say no.</summary>
    public bool HasDefaults => _hasDefaults ??= Default is not null
        || (!IsBuiltIn && (Properties.Values.Any(child => child.HasDefaults) || Items?.HasDefaults == true || AdditionalProperties?.HasDefaults == true));

    private bool? _hasDefaults;

    /// <summary>The schema of a member of an object, or null if it is not declared.</summary>
    public TypeSchema? Member(string name) => Properties.TryGetValue(name, out var property) ? property : AdditionalProperties;
}
