using System.CommandLine;
using Firesteel.Cli.Shell;
using Firesteel.Kube.Problems;
using Firesteel.Lake.Applying;
using Spectre.Console;

namespace Firesteel.Cli.Verbs.Lake;

/// <summary><c>firesteel lake apply</c>.</summary>
internal sealed class LakeApplyVerb : ILakeVerb
{
    public Command Build(Terminal terminal)
    {
        var file = LakeFileOption.Create();
        var kubeconfig = LakeKubeconfigOption.Create();
        var command = new Command("apply", "Make the store what lake.yaml says. Safe to repeat; when a change fails, says which and what is left.") { file, kubeconfig };
        command.OnRun(terminal, async (parsed, stop) =>
        {
            using var session = await LakeSession.OpenAsync(parsed.GetValue(file)!, parsed.GetValue(kubeconfig), terminal, stop);
            var plan = await session.PlanAsync(stop);
            var outcome = await new LakeApplier(session.Connection, session.KeysOf).ApplyAsync(plan.Changes, change => terminal.Out.Write(change), stop);
            terminal.Error.Write(plan.Problems);
            terminal.Out.WriteLine(plan.Changes.IsEmpty ? "no changes" : $"{PlanRendering.Count(outcome.Made.Length)} made");
            if (outcome.Failed is not { } failed)
                return plan.Possible ? ExitCode.Ok : ExitCode.Failed;

            terminal.Error.Write([new Problem(Location.None, $"failed: {failed.Summary}: {outcome.Reason}",
                outcome.Left.IsEmpty ? "nothing else was left to do; run the same command again after the cure" : "left undone, run the same command again after the cure:")]);
            foreach (var left in outcome.Left)
                terminal.Error.WriteLine($"  {left.Sign} {left.Summary}");
            return stop.IsCancellationRequested ? ExitCode.Interrupted : ExitCode.Failed;
        });
        return command;
    }
}
