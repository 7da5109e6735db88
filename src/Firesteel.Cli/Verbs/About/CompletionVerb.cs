using System.CommandLine;
using Firesteel.Cli.Shell;

namespace Firesteel.Cli.Verbs.About;

/// <summary><c>firesteel completion bash|zsh|fish</c>: a script that asks the program itself, so that it never grows old.</summary>
internal sealed class CompletionVerb : IVerb
{
    private static readonly Dictionary<string, string> Scripts = new()
    {
        ["bash"] = """
            # source <(firesteel completion bash)
            _firesteel() {
              local IFS=$'\n'
              COMPREPLY=($(firesteel "[suggest:${COMP_POINT}]" "${COMP_LINE}" 2>/dev/null))
            }
            complete -o default -F _firesteel firesteel ./firesteel
            """,
        ["zsh"] = """
            # source <(firesteel completion zsh)
            _firesteel() {
              local -a found
              found=("${(@f)$(firesteel "[suggest:$CURSOR]" "$BUFFER" 2>/dev/null)}")
              compadd -- $found
            }
            compdef _firesteel firesteel
            """,
        ["fish"] = """
            # firesteel completion fish | source
            complete -c firesteel -a '(firesteel "[suggest:"(commandline -C)"]" (commandline -cp) 2>/dev/null)'
            """,
    };

    public Command Build(Terminal terminal)
    {
        var shell = new Argument<string>("shell") { Description = string.Join(", ", Scripts.Keys) };
        shell.AcceptOnlyFromAmong([.. Scripts.Keys]);
        var command = new Command("completion", "Print the completion script of a shell; the script says how it is loaded.") { shell };
        command.OnRun(terminal, (parsed, _) =>
        {
            terminal.Out.Profile.Out.Writer.WriteLine(Scripts[parsed.GetValue(shell)!]);
            return Task.FromResult(ExitCode.Ok);
        });
        return command;
    }
}
