using System.CommandLine;
using Firesteel.Cli.Shell;
using Firesteel.Lake.Rules;
using Spectre.Console;

namespace Firesteel.Cli.Verbs.Lake;

/// <summary><c>firesteel lake plan</c>.</summary>
internal sealed class LakePlanVerb : ILakeVerb
{
    public Command Build(Terminal terminal)
    {
        var file = LakeFileOption.Create();
        var kubeconfig = LakeKubeconfigOption.Create();
        var command = new Command("plan", "Show what is missing and what would change. Exits with 0 when nothing would, with 3 when something would, with 1 when something cannot be made so.") { file, kubeconfig };
        command.OnRun(terminal, async (parsed, stop) =>
        {
            using var session = await LakeSession.OpenAsync(parsed.GetValue(file)!, parsed.GetValue(kubeconfig), terminal, stop);
            var plan = await session.PlanAsync(stop);
            foreach (var change in plan.Changes)
                terminal.Out.Write(change);
            terminal.Error.Write(plan.Problems);
            terminal.Error.Write(LakeRules.Check(session.Lake));
            terminal.Out.WriteLine(plan.Changes.IsEmpty ? "no changes" : PlanRendering.Count(plan.Changes.Length));
            return !plan.Possible ? ExitCode.Failed : plan.Changes.IsEmpty ? ExitCode.Ok : ExitCode.Changes;
        });
        return command;
    }
}
