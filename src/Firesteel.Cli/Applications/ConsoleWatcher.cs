using Firesteel.Cli.Shell;
using Spectre.Console;

namespace Firesteel.Cli.Applications;

/// <summary>Follows an application on a terminal: the driver's lines go to standard output as they are, states to standard error.</summary>
internal sealed class ConsoleWatcher(Terminal terminal) : IApplicationWatcher
{
    public void StateChanged(ApplicationState state)
    {
        var colour = state.State switch { "COMPLETED" => "green", "FAILED" or "SUBMISSION_FAILED" or "INVALID" => "red", _ => "blue" };
        terminal.Error.Markup($"[{colour}]{state.State}[/] ");
        terminal.Error.WriteLine($"{state.Namespace}/{state.Name}{(state.Message.Length > 0 ? ": " + state.Message : "")}");
    }

    public void DriverWrote(string line) => terminal.Out.WriteLine(line);
}
