using System.CommandLine;
using Firesteel.Cli.Shell;
using Firesteel.Kube.Problems;
using Firesteel.Lake.Rules;

namespace Firesteel.Cli.Verbs.Lake;

/// <summary><c>firesteel lake rules</c>: what is known to go wrong, and why.</summary>
internal sealed class LakeRulesVerb : ILakeVerb
{
    public Command Build(Terminal terminal)
    {
        var id = new Argument<string?>("id") { Description = "Explain this rule, for instance lake/path-style.", Arity = ArgumentArity.ZeroOrOne };
        var output = new OutputOption();
        var command = new Command("rules", "List the rules about Spark on S3, or explain one.") { id, output };
        command.OnRun(terminal, (parsed, _) =>
        {
            var rules = LakeRules.All.Select(rule => rule.Info).ToList();
            if (parsed.GetValue(id) is { } asked)
            {
                var rule = rules.Find(known => known.Id == asked || known.Id == "lake/" + asked)
                    ?? throw new ProblemException(new Problem(Location.None, $"there is no rule {asked}", "firesteel lake rules lists them"));
                terminal.WriteData(parsed.GetValue(output), [rule], [rule.Title.ToUpperInvariant()], info => [info.Explanation]);
                return Task.FromResult(ExitCode.Ok);
            }

            terminal.WriteData(parsed.GetValue(output), rules, ["ID", "SEVERITY", "WHAT"], info => [info.Id, info.Severity.ToString().ToLowerInvariant(), info.Title]);
            return Task.FromResult(ExitCode.Ok);
        });
        return command;
    }
}
