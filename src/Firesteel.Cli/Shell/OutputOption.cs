using System.CommandLine;

namespace Firesteel.Cli.Shell;

/// <summary><c>--output table|json|yaml</c>, on every verb that has data.</summary>
internal sealed class OutputOption : Option<OutputFormat>
{
    public OutputOption()
        : base("--output", "-o")
    {
        Description = "table, json or yaml.";
        HelpName = "FORMAT";
        DefaultValueFactory = _ => OutputFormat.Table;
        AcceptOnlyFromAmong("table", "json", "yaml");
    }
}
