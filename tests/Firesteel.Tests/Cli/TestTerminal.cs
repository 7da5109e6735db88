using Firesteel.Cli.Shell;
using Spectre.Console;

namespace Firesteel.Tests.Cli;

/// <summary>A terminal that remembers what was written; as a pipe sees it.</summary>
internal sealed class TestTerminal
{
    private readonly StringWriter _out = new();
    private readonly StringWriter _error = new();

    public TestTerminal(IReadOnlyDictionary<string, string>? environment = null, string input = "")
    {
        Terminal = new Terminal(ConsoleOn(_out), ConsoleOn(_error), new StringReader(input), Interactive: false,
            name => environment?.GetValueOrDefault(name), TimeProvider.System);
    }

    public Terminal Terminal { get; }
    public string OutText => _out.ToString();
    public string ErrorText => _error.ToString();

    private static IAnsiConsole ConsoleOn(TextWriter writer)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(writer),
            Ansi = AnsiSupport.No,
            ColorSystem = ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
        });
        console.Profile.Width = 100_000;
        return console;
    }
}
