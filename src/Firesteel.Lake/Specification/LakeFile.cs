using System.Collections.Immutable;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Firesteel.Kube.Problems;
using Firesteel.Kube.Yaml;
using Firesteel.Lake.Specification.Fields;

namespace Firesteel.Lake.Specification;

/// <summary>Reads <c>lake.yaml</c>: everything that is wrong with it at once, each with file, line and column.</summary>
public static partial class LakeFile
{
    /// <exception cref="ProblemException">Anything is wrong with it.</exception>
    public static LakeSpecification Read(string text, string fileName)
    {
        var (lake, problems) = TryRead(text, fileName);
        return lake is not null && problems.All(problem => problem.Severity != Severity.Error) ? lake : throw new ProblemException(problems);
    }

    /// <returns>The lake when enough was readable, and what is wrong or odd.</returns>
    public static (LakeSpecification? Lake, ImmutableArray<Problem> Problems) TryRead(string text, string fileName)
    {
        var documents = YamlReader.Read(text, fileName);
        if (documents.HasErrors)
            return (null, MarkdownLinks(text, fileName) is { IsEmpty: false } links ? links : documents.Problems);
        var problems = documents.Problems.ToBuilder();
        if (documents.Documents is not [{ Root: JsonObject root } document])
        {
            problems.Add(new Problem(Location.File(fileName, 1, 1), "the file must hold exactly one YAML document with fields", "begin with store:, buckets: and users:"));
            return (null, problems.ToImmutable());
        }

        var lake = new ReadFields(document, root, "", problems).ReadAll(LakeReader.Lake);
        return (lake, problems.ToImmutable());
    }

    /// <summary>A link pasted from a chat or a wiki is no YAML either, unless quoted; saying so helps more than where the parser stopped.</summary>
    private static ImmutableArray<Problem> MarkdownLinks(string text, string fileName) =>
    [
        .. text.Split('\n').Select((line, index) => (Match: MarkdownLink().Match(line), Line: index + 1)).Where(found => found.Match.Success)
            .Select(found => new Problem(Location.File(fileName, found.Line, found.Match.Index + 1), $"{found.Match.Value} is a Markdown link, not a URL", $"write {found.Match.Groups["url"].Value}")),
    ];

    [GeneratedRegex(@"\[[^\]\s]*\]\((?<url>https?://[^)\s]+)\)")]
    private static partial Regex MarkdownLink();

    /// <summary>The JSON schema for editors.</summary>
    public static JsonObject Schema()
    {
        var fields = new DescribedFields();
        LakeReader.Lake(fields);
        var schema = fields.Schema();
        var head = new JsonObject { ["$schema"] = "https://json-schema.org/draft/2020-12/schema", ["title"] = "lake.yaml" };
        foreach (var (name, value) in schema)
            head[name] = value?.DeepClone();
        return head;
    }
}
