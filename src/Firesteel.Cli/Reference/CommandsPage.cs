using System.CommandLine;
using System.Text;
using Firesteel.Cli.Shell;

namespace Firesteel.Cli.Reference;

/// <summary>Every verb with its arguments and options, as <c>--help</c> tells them.</summary>
internal sealed class CommandsPage : IReferencePage
{
    public string FileName => "commands.md";

    public string Write()
    {
        var page = new StringBuilder("# Commands\n\nWhat `firesteel VERB --help` says, on one page. Exit codes: [running.md](../operations/running.md).\n");
        // Only described, never run: the terminal is not used.
        foreach (var verb in CommandLine.Build(Terminal.OfProcess()).Subcommands)
            Append(page, verb, "firesteel");
        return page.ToString();
    }

    private static void Append(StringBuilder page, Command command, string parent)
    {
        if (command.Hidden)
            return;
        var name = $"{parent} {command.Name}";
        var usage = string.Concat(command.Arguments.Where(argument => !argument.Hidden).Select(argument => $" {Placeholder(argument)}"));
        page.Append($"\n## {name}{Escape(usage)}\n\n{Escape(command.Description ?? "")}\n");
        var rows = command.Arguments.Where(argument => !argument.Hidden).Select(argument => (Name: $"`{Placeholder(argument)}`", argument.Description))
            .Concat(command.Options.Where(option => !option.Hidden && option is not System.CommandLine.Help.HelpOption).Select(option => (Name: Spelling(option), option.Description)))
            .ToList();
        if (rows.Count > 0)
        {
            page.Append("\n| | |\n|---|---|\n");
            foreach (var row in rows)
                page.Append($"| {row.Name} | {Escape(row.Description ?? "")} |\n");
        }

        foreach (var child in command.Subcommands)
            Append(page, child, name);
    }

    private static string Placeholder(Argument argument) => argument.Arity.MinimumNumberOfValues == 0 ? $"[{argument.Name}]" : $"<{argument.Name}>";

    private static string Spelling(Option option)
    {
        var names = string.Join(", ", option.Aliases.Where(alias => alias.Length == 2).Append(option.Name));
        return option.HelpName is { } value ? $"`{names} {value}`" : $"`{names}`";
    }

    /// <summary>Angle brackets would be taken for HTML, a bar for the end of a cell.</summary>
    private static string Escape(string text) => text.Replace("<", "&lt;").Replace(">", "&gt;").Replace("|", "\\|");
}
