using System.Collections.Immutable;
using System.CommandLine;
using Firesteel.Cli.Shell;

namespace Firesteel.Cli.Verbs.Lake;

/// <summary><c>firesteel lake</c>: an S3 store ready for Spark.</summary>
internal sealed class LakeVerb : IVerb
{
    /// <summary>In the order of the help: a life with a lake.</summary>
    public static ImmutableArray<ILakeVerb> Verbs { get; } =
    [
        new LakePlanVerb(),
        new LakeApplyVerb(),
        new LakeCheckVerb(),
        new LakeSecretVerb(),
        new LakeConfVerb(),
        new LakeLintVerb(),
        new LakeRulesVerb(),
        new LakeLsVerb(),
        new LakeCpVerb(),
        new LakeRmVerb(),
        new LakeCatVerb(),
        new LakeDuVerb(),
        new LakeHostVerb(),
        new LakeSchemaVerb(),
    ];

    public Command Build(Terminal terminal)
    {
        var command = new Command("lake", "Make an S3 store ready for Spark, prove it, and work with what lies in it.");
        foreach (var verb in Verbs)
            command.Subcommands.Add(verb.Build(terminal));
        return command;
    }
}
