using Firesteel.Cli.Shell;
using Spectre.Console;

namespace Firesteel.IntegrationTests.Lake;

/// <summary>What a run of the command line answered.</summary>
public sealed record VerbRun(int Exit, string Out, string Error)
{
    /// <summary>Fails with all that the verb printed.</summary>
    public void ShouldExit(int code) => Exit.ShouldBe(code, $"{Out}\n{Error}");

    public static async Task<VerbRun> OfAsync(string[] arguments, IReadOnlyDictionary<string, string> environment, TimeProvider? time = null)
    {
        var (output, error) = (new StringWriter(), new StringWriter());
        var terminal = new Terminal(ConsoleOn(output), ConsoleOn(error), TextReader.Null, Interactive: false, name => environment.GetValueOrDefault(name), time ?? TimeProvider.System);
        var exit = await CommandLine.RunAsync(arguments, terminal);
        return new VerbRun(exit, output.ToString(), error.ToString());
    }

    private static IAnsiConsole ConsoleOn(TextWriter writer)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(writer), Ansi = AnsiSupport.No, ColorSystem = ColorSystemSupport.NoColors, Interactive = InteractionSupport.No });
        console.Profile.Width = 100_000;
        return console;
    }
}
