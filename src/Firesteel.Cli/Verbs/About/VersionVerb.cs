using System.CommandLine;
using System.Reflection;
using System.Runtime.InteropServices;
using Firesteel.Cli.Shell;
using Spectre.Console;

namespace Firesteel.Cli.Verbs.About;

/// <summary><c>firesteel version</c>.</summary>
internal sealed class VersionVerb : IVerb
{
    /// <summary>Version of the product and of the runtime it runs on.</summary>
    public static string Text { get; } =
        $"firesteel {typeof(VersionVerb).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0]} ({RuntimeInformation.FrameworkDescription}, {RuntimeInformation.RuntimeIdentifier})";

    public Command Build(Terminal terminal)
    {
        var command = new Command("version", "Print the version of Firesteel and of the .NET runtime.");
        command.OnRun(terminal, (_, _) =>
        {
            terminal.Out.WriteLine(Text);
            return Task.FromResult(ExitCode.Ok);
        });
        return command;
    }
}
