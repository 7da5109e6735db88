using System.Text.Json.Nodes;

namespace Firesteel.Embedded.ApiServer.Schemas.Cel;

/// <summary>Runs the rules of a schema on an object.</summary>
internal static class RuleRunner
{
    public static bool HasRules(TypeSchema schema) => false;

    public static void Run(TypeSchema schema, JsonNode? @new, JsonNode? old, List<Cause> causes, List<Cause> warnings)
    {
    }
}
