using System.Collections.Immutable;

namespace Firesteel.History.Serving;

/// <summary>Who may see applications.</summary>
public sealed record AccessOptions
{
    /// <summary>Spark's <c>spark.history.ui.acls.enable</c>.</summary>
    public bool Enabled { get; init; }

    public ImmutableArray<string> Admins { get; init; } = [];
    public ImmutableArray<string> AdminGroups { get; init; } = [];

    /// <summary>Header in which a reverse proxy names the user; null = users have no names and see everything.</summary>
    public string? UserHeader { get; init; }

    /// <summary>Header with the user's groups, separated by commas.</summary>
    public string? GroupsHeader { get; init; }
}
