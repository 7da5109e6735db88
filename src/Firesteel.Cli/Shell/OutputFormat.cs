namespace Firesteel.Cli.Shell;

/// <summary>How data is printed.</summary>
public enum OutputFormat
{
    Table,
    Json,
    Yaml,
}
