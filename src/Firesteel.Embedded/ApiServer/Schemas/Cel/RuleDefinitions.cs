namespace Firesteel.Embedded.ApiServer.Schemas.Cel;

/// <summary>Checks the rules of a definition before it is accepted.</summary>
internal static class RuleDefinitions
{
    public static void Check(TypeSchema schema, string path, List<Cause> causes)
    {
    }
}
