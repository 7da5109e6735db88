using System.Collections.Immutable;
using Firesteel.Cli.Shell;
using Firesteel.Cli.Verbs.About;
using Firesteel.Cli.Verbs.Applications;
using Firesteel.Cli.Verbs.History;
using Firesteel.Cli.Verbs.Lake;
using Firesteel.Cli.Verbs.Operator;

namespace Firesteel.Cli.Verbs;

/// <summary>Every top-level verb, in the order of <c>firesteel --help</c>.</summary>
internal static class VerbList
{
    public static ImmutableArray<IVerb> All { get; } =
    [
        new AppsVerb(),
        new CompletionVerb(),
        new CrdsVerb(),
        new HistoryVerb(),
        new LakeVerb(),
        new OperatorVerb(),
        new VersionVerb(),
    ];
}
