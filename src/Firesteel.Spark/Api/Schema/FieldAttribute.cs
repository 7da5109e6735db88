namespace Firesteel.Spark.Api.Schema;

/// <summary>What the schema says about a field beyond its type. The JSON name is the property's, with a small first letter.</summary>
/// <param name="description">One sentence, shown by <c>kubectl explain</c>.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class FieldAttribute(string description) : Attribute
{
    public string Description { get; } = description;

    public bool Required { get; init; }

    /// <summary>Smallest allowed number; <see cref="long.MinValue"/> for none.</summary>
    public long Minimum { get; init; } = long.MinValue;

    public long Maximum { get; init; } = long.MaxValue;

    public string[] OneOf { get; init; } = [];

    public TextFormat Format { get; init; }

    /// <summary>A text may also be written as <c>{name: TEXT}</c>.</summary>
    public bool MayBeReference { get; init; }

    /// <summary>What Kubernetes itself defines and this API carries as JSON: the name of the Kubernetes type.</summary>
    public string? Carries { get; init; }
}
