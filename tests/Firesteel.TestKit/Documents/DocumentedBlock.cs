using Firesteel.TestKit.Repository;

namespace Firesteel.TestKit.Documents;

/// <summary>A fenced block of a Markdown page: commands that a reader would paste.</summary>
/// <param name="Line">Of the fence, counted from 1.</param>
/// <param name="Setting">What follows <c>sh</c> behind the fence: the setting that the commands need; empty for none.</param>
public sealed record DocumentedBlock(string Page, int Line, string Setting, string Commands)
{
    private const string Fence = "```";

    /// <summary>Every page of the repository that a reader may follow.</summary>
    public static IEnumerable<string> Pages() =>
        Directory.EnumerateFiles(Checkout.File("docs"), "*.md", SearchOption.AllDirectories)
            .Append(Checkout.File("README.md"))
            .Select(path => Path.GetRelativePath(Checkout.Root, path))
            .Order(StringComparer.Ordinal);

    /// <summary>The <c>sh</c> blocks of a page, in order; other languages are for reading.</summary>
    public static IReadOnlyList<DocumentedBlock> Of(string page)
    {
        var blocks = new List<DocumentedBlock>();
        (int Line, string Info, List<string> Text)? open = null;
        foreach (var (line, number) in File.ReadLines(Checkout.File(page)).Select((line, index) => (line, index + 1)))
        {
            if (!line.StartsWith(Fence, StringComparison.Ordinal))
            {
                open?.Text.Add(line);
            }
            else if (open is null)
            {
                open = (number, line[Fence.Length..].Trim(), []);
            }
            else
            {
                if (open.Value.Info.Split(' ', 2) is ["sh", ..] words)
                    blocks.Add(new(page, open.Value.Line, words.Length > 1 ? words[1] : "", string.Join('\n', open.Value.Text)));
                open = null;
            }
        }

        return open is null ? blocks : throw new InvalidDataException($"{page}:{open.Value.Line}: the fence is never closed");
    }
}
