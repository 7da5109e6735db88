using System.Text.Json.Nodes;

namespace Firesteel.Embedded.ApiServer.Schemas;

/// <summary>Checks a custom resource against its structural schema, in the API server's words and order.</summary>
public static class SchemaValidation
{
    /// <param name="new">After pruning and defaulting.</param>
    /// <param name="old">Of an update: what did not change since is tolerated; null on creation.</param>
    /// <param name="part">The one member whose values are checked, as if it stood alone; null for all.</param>
    public static ValidationResult Validate(TypeSchema schema, JsonNode @new, JsonNode? old = null, string? part = null)
    {
        var causes = part is null ? Values(schema, @new, old) : Part(schema, @new, old, part);
        ListTypes.Check(schema, @new, old, causes);
        EmbeddedResources.Check(schema, @new, causes);
        var warnings = new List<Cause>();
        if (Cel.RuleRunner.HasRules(schema))
        {
            if (causes.Any(cause => cause.BlocksRules))
                causes.Add(Cause.Invalid("", null, "some validation rules were not checked because the object was invalid; correct the existing errors to complete validation"));
            else
                Cel.RuleRunner.Run(schema, @new, old, causes, warnings);
        }

        return new([.. causes], [.. warnings]);
    }

    /// <summary>The texts have paths inside the part, the fields have whole ones.</summary>
    private static List<Cause> Part(TypeSchema schema, JsonNode @new, JsonNode? old, string part) =>
        @new is not JsonObject members || !members.TryGetPropertyValue(part, out var value) || schema.Member(part) is not { } member ? []
            : [.. Values(member, value, (old as JsonObject)?[part]).Select(cause => cause with { Field = cause.Field == Cause.NoField ? part : cause.Field[0] == '[' ? part + cause.Field : $"{part}.{cause.Field}" })];

    /// <summary>Only types and value validations: no list types, embedded resources or rules.</summary>
    public static List<Cause> Values(TypeSchema schema, JsonNode? @new, JsonNode? old, string path = "")
    {
        var walker = new ValueWalker();
        walker.Visit(schema, @new, Correlation.Root(old), path);
        return walker.Causes;
    }
}
