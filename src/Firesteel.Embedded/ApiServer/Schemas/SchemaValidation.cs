using System.Text.Json.Nodes;

namespace Firesteel.Embedded.ApiServer.Schemas;

/// <summary>Checks a custom resource against its structural schema, in the API server's words and order.</summary>
public static class SchemaValidation
{
    /// <param name="new">After pruning and defaulting.</param>
    /// <param name="old">Of an update: what did not change since is tolerated; null on creation.</param>
    public static ValidationResult Validate(TypeSchema schema, JsonNode @new, JsonNode? old = null)
    {
        var causes = Values(schema, @new, old);
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

    /// <summary>Only types and value validations: no list types, embedded resources or rules.</summary>
    public static List<Cause> Values(TypeSchema schema, JsonNode? @new, JsonNode? old, string path = "")
    {
        var walker = new ValueWalker();
        walker.Visit(schema, @new, Correlation.Root(old), path);
        return walker.Causes;
    }
}
