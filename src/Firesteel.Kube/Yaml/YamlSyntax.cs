using Firesteel.Kube.Problems;
using YamlDotNet.Core;

namespace Firesteel.Kube.Yaml;

/// <summary>A parser's complaint as one sentence about the text and one about the cure.</summary>
internal static class YamlSyntax
{
    private static readonly (string Complaint, string What, string Cure)[] Known =
    [
        (YamlComposer.TooDeep, "values are nested too deep", "flatten the document"),
        ("Mapping values are not allowed", "a second \"key: value\" begins where the first has not ended", "indent this line like its neighbours, or quote a text that contains \": \""),
        ("block sequence entries are not allowed", "a list item (\"- \") stands where none can", "put the list on a line of its own below its key"),
        ("did not find expected key", "this line fits neither its parent nor its neighbours", "indent it like the keys beside it"),
        ("did not find expected '-' indicator", "this line is no item of the list above it", "begin it with \"- \" or indent it further"),
        ("did not find expected ',' or '}'", "a { is never closed, or a comma is missing", "close it with } or separate the entries with commas"),
        ("did not find expected ',' or ']'", "a [ is never closed, or a comma is missing", "close it with ] or separate the items with commas"),
        ("unexpected end of stream", "a quote is opened and never closed", "close the quote"),
        ("cannot start any token", "a value begins with a character that YAML keeps for itself", "quote the value"),
        ("could not find expected ':'", "a key without \":\"", "write \"key: value\", with a blank behind the colon"),
        ("tab", "a tab stands in the indentation", "indent with spaces"),
        ("document start", "something stands behind the end of the document", "separate documents with a line ---"),
        ("alphanumeric", "& or * is followed by no name", "quote the value"),
        ("anchor", "& or * is followed by no name", "quote the value"),
        ("unknown escape", "a backslash escape that YAML does not know", "double the backslash, or use single quotes"),
        ("escape code", "a backslash escape that is no character", "correct the escape, or use single quotes"),
        ("directive", "a line that begins with % is no directive that is known", "remove it, or quote the value"),
        ("block scalar", "the header of a block text (| or >) is wrong", "write | or >, then the text on the next lines, indented"),
    ];

    /// <summary>The parser lost its way: in an unclosed bracket, or at a tag that is none.</summary>
    public static Problem Lost(Mark where, string file, int firstLine, Exception failure)
    {
        var place = Location.File(file, (int)Math.Max(1, where.Line) + firstLine, (int)Math.Max(1, where.Column));
        return failure is InvalidOperationException
            ? new(place, "a [ or { is never closed, or a comma is missing", "close it or separate the entries with commas")
            : new(place, "a value begins with ! or & and what follows is no tag or anchor", "quote the value");
    }

    /// <param name="file">Name for the location.</param>
    /// <param name="firstLine">Lines before <paramref name="chunk"/>.</param>
    public static Problem Explain(YamlException error, string file, string chunk, int firstLine)
    {
        var rows = chunk.Split('\n');
        var line = (int)Math.Clamp(error.Start.Line, 1, rows.Length);
        var column = (int)Math.Max(1, error.Start.Column);
        if (FindTab(rows, line) is { } tab)
            return new(Location.File(file, tab.Line + firstLine, tab.Column), "a tab stands in the indentation", "indent with spaces");
        var known = Known.FirstOrDefault(entry => error.Message.Contains(entry.Complaint, StringComparison.OrdinalIgnoreCase));
        var where = Location.File(file, line + firstLine, column);
        return known.What is null
            ? new(where, OneLine(error.Message), "correct the YAML here")
            : new(where, known.What, known.Cure);
    }

    /// <summary>The parser stumbles in the line of the tab or in one beside it.</summary>
    private static YamlPosition? FindTab(string[] rows, int line)
    {
        foreach (var row in (ReadOnlySpan<int>)[line, line + 1, line - 1])
        {
            if (row < 1 || row > rows.Length)
                continue;
            var text = rows[row - 1];
            var indentation = text.AsSpan(0, text.Length - text.AsSpan().TrimStart(" \t").Length);
            if (indentation.IndexOf('\t') is var at and >= 0 && indentation.Length < text.TrimEnd('\r').Length)
                return new(row, at + 1);
        }

        return null;
    }

    /// <summary>Its own position is dropped: it counts from the start of the chunk.</summary>
    private static string OneLine(string message)
    {
        var text = message.StartsWith("(Line:", StringComparison.Ordinal) && message.IndexOf("): ", StringComparison.Ordinal) is var at and > 0 ? message[(at + 3)..] : message;
        return text.ReplaceLineEndings(" ").TrimEnd('.', ' ');
    }
}
