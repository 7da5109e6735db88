using System.CommandLine;
using Firesteel.Cli.Reference;
using Firesteel.Cli.Shell;

namespace Firesteel.Cli.Verbs.About;

/// <summary><c>firesteel reference --directory DIR</c>: the generated pages of docs/reference. For who builds Firesteel, so hidden.</summary>
internal sealed class ReferenceVerb : IVerb
{
    public Command Build(Terminal terminal)
    {
        var directory = new Option<DirectoryInfo>("--directory") { Description = "Where to write the pages.", HelpName = "DIR", Required = true };
        var command = new Command("reference", "Write the generated pages of docs/reference.") { directory };
        command.Hidden = true;
        command.OnRun(terminal, async (parsed, stop) =>
        {
            var target = parsed.GetValue(directory)!;
            target.Create();
            foreach (var page in ReferencePages.All)
                await File.WriteAllTextAsync(Path.Combine(target.FullName, page.FileName), page.Write(), stop);
            return ExitCode.Ok;
        });
        return command;
    }
}
