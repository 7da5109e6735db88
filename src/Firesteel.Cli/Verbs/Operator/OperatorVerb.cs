using System.CommandLine;
using Firesteel.Cli.Shell;

namespace Firesteel.Cli.Verbs.Operator;

/// <summary><c>firesteel operator</c>.</summary>
internal sealed class OperatorVerb : IVerb
{
    public Command Build(Terminal terminal) => new("operator", "The operator for SparkApplications.") { new OperatorRunVerb().Build(terminal) };
}
