using System.Collections.Immutable;
using Firesteel.Cli.Shell;
using Firesteel.Cli.Verbs.About;
using Firesteel.Cli.Verbs.Store;
using Firesteel.Cli.Verbs.Applications;
using Firesteel.Cli.Verbs.History;
using Firesteel.Cli.Verbs.Lake;
using Firesteel.Cli.Verbs.Platform;
using Firesteel.Cli.Verbs.Operator;
using Firesteel.Cli.Verbs.Node;

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
        new DemoVerb(),
        new RunVerb(),
        new UpVerb(),
        new NodeVerb(),
        new StoreVerb(),
        new VersionVerb(),
    ];
}
