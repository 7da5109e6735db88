using Spectre.Console;

namespace Firesteel.Cli.Shell;

/// <summary>The outside world of a verb, so that a test can run one without a process.</summary>
/// <param name="Out">Standard output, for data: what a pipe gets. Never wrapped to a width when it is not a terminal.</param>
/// <param name="Error">Standard error, for progress, problems and hints.</param>
/// <param name="Interactive">Standard output is a terminal.</param>
public sealed record Terminal(IAnsiConsole Out, IAnsiConsole Error, TextReader In, bool Interactive, Func<string, string?> Environment, TimeProvider Time)
{
    public static Terminal OfProcess()
    {
        var plain = System.Console.IsOutputRedirected || System.Environment.GetEnvironmentVariable("NO_COLOR") is { Length: > 0 };
        return new(
            ConsoleOf(System.Console.Out, plain, System.Console.IsOutputRedirected),
            ConsoleOf(System.Console.Error, System.Console.IsErrorRedirected || plain, System.Console.IsErrorRedirected),
            System.Console.In,
            Interactive: !System.Console.IsOutputRedirected,
            System.Environment.GetEnvironmentVariable,
            TimeProvider.System);
    }

    private static IAnsiConsole ConsoleOf(TextWriter writer, bool plain, bool redirected)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(writer),
            Ansi = plain ? AnsiSupport.No : AnsiSupport.Detect,
            ColorSystem = plain ? ColorSystemSupport.NoColors : ColorSystemSupport.Detect,
            Interactive = redirected ? InteractionSupport.No : InteractionSupport.Detect,
        });
        if (redirected)
            console.Profile.Width = int.MaxValue / 2; // a pipe has no width: a line is a line
        return console;
    }
}
