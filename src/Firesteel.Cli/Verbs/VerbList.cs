using System.Collections.Immutable;
using Firesteel.Cli.Shell;
using Firesteel.Cli.Verbs.About;
using Firesteel.Cli.Verbs.Applications;
using Firesteel.Cli.Verbs.History;
using Firesteel.Cli.Verbs.Lake;
using Firesteel.Cli.Verbs.Node;
using Firesteel.Cli.Verbs.Operator;
using Firesteel.Cli.Verbs.Platform;
using Firesteel.Cli.Verbs.Store;

namespace Firesteel.Cli.Verbs;

/// <summary>Every top-level verb, in the order of <c>firesteel --help</c>.</summary>
internal static class VerbList
{
    public static ImmutableArray<IVerb> All { get; } =
    [
        new DemoVerb(),
        new UpVerb(),
        new RunVerb(),
        new AppsVerb(),
        new LakeVerb(),
        new StoreVerb(),
        new HistoryVerb(),
        new OperatorVerb(),
        new CrdsVerb(),
        new NodeVerb(),
        new CompletionVerb(),
        new ReferenceVerb(),
        new VersionVerb(),
    ];
}
