using System.Text.Json;
using System.Text.Json.Nodes;
using Firesteel.Kube.Yaml;
using Spectre.Console;

namespace Firesteel.Cli.Shell;

/// <summary>Data on standard output: a table for people, JSON or YAML for programs.</summary>
internal static class DataRendering
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public static void WriteData<T>(this Terminal terminal, OutputFormat format, IReadOnlyCollection<T> items, string[] headings, Func<T, string[]> cells) =>
        terminal.WriteData(format, items, headings, items.Select(cells));

    /// <param name="rows">What the table shows, when it is not a row for each item.</param>
    public static void WriteData<T>(this Terminal terminal, OutputFormat format, IReadOnlyCollection<T> items, string[] headings, IEnumerable<string[]> rows)
    {
        switch (format)
        {
            case OutputFormat.Json:
                terminal.Out.WriteLine(JsonSerializer.Serialize(items, Json));
                break;
            case OutputFormat.Yaml:
                terminal.Out.Write(YamlWriter.Write(JsonSerializer.SerializeToNode(items, Json) ?? new JsonArray()));
                break;
            default:
                WriteTable(terminal, headings, [.. rows]);
                break;
        }
    }

    /// <summary>Aligned columns without a frame, as kubectl's: they read well and <c>awk</c> can take them.</summary>
    private static void WriteTable(Terminal terminal, string[] headings, string[][] rows)
    {
        var widths = headings.Select((heading, column) => rows.Select(row => row[column].Length).Append(heading.Length).Max()).ToArray();
        foreach (var row in rows.Prepend(headings))
        {
            var line = string.Join("   ", row.Select((cell, column) => column == row.Length - 1 ? cell : cell.PadRight(widths[column])));
            terminal.Out.WriteLine(line.TrimEnd());
        }
    }
}
