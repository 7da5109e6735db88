using System.Collections.Immutable;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Firesteel.Embedded.ApiServer.Schemas;

/// <summary>Value validations of a schema node (OpenAPI v3 as Kubernetes allows it) and its rules.</summary>
public sealed record SchemaConstraints
{
    public ImmutableArray<string> Required { get; init; } = [];

    /// <summary>Null when there is no enum.</summary>
    public ImmutableArray<JsonNode?>? Enum { get; init; }
    public double? Minimum { get; init; }
    public bool ExclusiveMinimum { get; init; }
    public double? Maximum { get; init; }
    public bool ExclusiveMaximum { get; init; }
    public long? MinLength { get; init; }
    public long? MaxLength { get; init; }
    public string? Pattern { get; init; }

    /// <summary>Null when there is no pattern or it does not compile.</summary>
    public Regex? PatternRegex { get; init; }
    public long? MinItems { get; init; }
    public long? MaxItems { get; init; }
    public bool UniqueItems { get; init; }
    public long? MinProperties { get; init; }
    public long? MaxProperties { get; init; }
    public double? MultipleOf { get; init; }
    public ImmutableArray<TypeSchema> AllOf { get; init; } = [];
    public ImmutableArray<TypeSchema> AnyOf { get; init; } = [];
    public ImmutableArray<TypeSchema> OneOf { get; init; } = [];
    public TypeSchema? Not { get; init; }
    public ImmutableArray<ValidationRule> Rules { get; init; } = [];
}
