using System.CommandLine;
using Firesteel.Cli.Shell;
using Firesteel.Kube.Problems;
using Firesteel.Lake.Hosting;
using Spectre.Console;

namespace Firesteel.Cli.Verbs.Lake;

/// <summary><c>firesteel lake host</c>: run on the machine that holds the store.</summary>
internal sealed class LakeHostVerb : ILakeVerb
{
    public Command Build(Terminal terminal)
    {
        var data = new Option<string>("--data") { Description = "The store's data directory.", Required = true, HelpName = "DIR" };
        var binary = new Option<string?>("--binary") { Description = "The store's program: processor and edition are looked at.", HelpName = "FILE" };
        var command = new Command("host", "Check this machine as the host of a store: disk, mount, fstab, rights, program.") { data, binary };
        command.OnRun(terminal, async (parsed, stop) =>
        {
            var problems = StorageHostCheck.Check(await StorageHostReader.ReadAsync(parsed.GetValue(data)!, parsed.GetValue(binary), stop)).ToList();
            terminal.Error.Write(problems);
            if (problems.Count == 0)
                terminal.Out.WriteLine("ok");
            return problems.Any(problem => problem.Severity == Severity.Error) ? ExitCode.Failed : ExitCode.Ok;
        });
        return command;
    }
}
