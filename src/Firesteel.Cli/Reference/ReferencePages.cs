using System.Collections.Immutable;

namespace Firesteel.Cli.Reference;

/// <summary>Every generated page.</summary>
public static class ReferencePages
{
    public static ImmutableArray<IReferencePage> All { get; } =
    [
        new CommandsPage(),
        new LakeRulesPage(),
        new FindingsPage(),
        new LakeSchemaPage(),
    ];
}
