namespace Firesteel.Embedded.ApiServer.Patching.Apply;

/// <summary>A field that another manager owns with another value.</summary>
/// <param name="Field">Path such as <c>.spec.ports[port=80,protocol="TCP"].name</c>.</param>
public sealed record ApplyConflict(FieldOwner Owner, string Field)
{
    /// <summary>The cause's message; its reason is FieldManagerConflict.</summary>
    public string Message => $"conflict with {Owner}";

    /// <summary>The text of the 409.</summary>
    public static string Describe(IReadOnlyList<ApplyConflict> conflicts)
    {
        if (conflicts.Count == 1)
            return $"Apply failed with 1 conflict: conflict with {conflicts[0].Owner}: {conflicts[0].Field}";
        var lines = conflicts.GroupBy(conflict => conflict.Owner).OrderBy(group => group.Key)
            .SelectMany(group => group.Select(conflict => $"- {conflict.Field}").Prepend($"conflicts with {group.Key}:"));
        return $"Apply failed with {conflicts.Count} conflicts: {string.Join('\n', lines)}";
    }
}
