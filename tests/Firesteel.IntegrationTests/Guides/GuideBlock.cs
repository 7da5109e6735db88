namespace Firesteel.IntegrationTests.Guides;

/// <summary>A fenced block of a guide.</summary>
/// <param name="Info">What follows the fence: <c>sh store exit=3</c>, <c>yaml file=lake.yaml</c>, <c>text output</c>.</param>
/// <param name="Line">Of the opening fence, from 1.</param>
public sealed record GuideBlock(string Info, string Text, int Line)
{
    public bool Is(params string[] words) => words.All(word => Info.Split(' ').Contains(word));

    public string? Value(string name) => Info.Split(' ').FirstOrDefault(word => word.StartsWith(name + "=", StringComparison.Ordinal))?[(name.Length + 1)..];

    public static IReadOnlyList<GuideBlock> In(string markdown)
    {
        var blocks = new List<GuideBlock>();
        var lines = markdown.Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            if (!lines[i].StartsWith("```", StringComparison.Ordinal))
                continue;
            var end = Array.FindIndex(lines, i + 1, line => line == "```");
            blocks.Add(new GuideBlock(lines[i][3..].Trim(), string.Join('\n', lines[(i + 1)..end]) + "\n", i + 1));
            i = end;
        }

        return blocks;
    }
}
