using System.Collections.Immutable;
using Firesteel.Kube.Problems;
using YamlDotNet.Core;

namespace Firesteel.Kube.Yaml;

/// <summary>
/// Reads YAML (or JSON, which is a part of it) the way Kubernetes does: YAML 1.1, several documents, the scalars of sigs.k8s.io/yaml.
/// </summary>
public static class YamlReader
{
    /// <param name="text">One or more documents.</param>
    /// <param name="fileName">For the locations.</param>
    /// <param name="options">Null for the defaults.</param>
    public static YamlDocuments Read(string text, string fileName, YamlOptions? options = null)
    {
        options ??= YamlOptions.Default;
        var documents = ImmutableArray.CreateBuilder<YamlDocument>();
        var problems = new List<Problem>();
        var json = new YamlJson(options);
        foreach (var chunk in YamlChunk.Split(text.StartsWith('\uFEFF') ? text[1..] : text))
            Read(chunk, fileName, options, json, documents, problems);
        return new(documents.ToImmutable(), [.. problems]);
    }

    private static void Read(YamlChunk chunk, string file, YamlOptions options, YamlJson json, ImmutableArray<YamlDocument>.Builder documents, List<Problem> problems)
    {
        var parser = new Parser(new Scanner(new StringReader(chunk.Text), skipComments: true));
        try
        {
            foreach (var root in new YamlComposer(parser, file, chunk.FirstLine, options, problems).Documents())
            {
                if (json.Convert(root) is { } value)
                    documents.Add(new YamlDocument(file, root, value));
            }
        }
        catch (YamlException e)
        {
            problems.Add(YamlSyntax.Explain(e, file, chunk.Text, chunk.FirstLine));
        }
        catch (Exception e) when (e is InvalidOperationException or ArgumentException or FormatException or OverflowException)
        {
            // The parser has no complaint of its own for some damage.
            problems.Add(YamlSyntax.Lost(parser.Current?.End ?? Mark.Empty, file, chunk.FirstLine, e));
        }
        catch (YamlJson.TooBigException e)
        {
            problems.Add(new(Location.File(file, e.Where.Line, e.Where.Column), "the document is too big or nested too deep once its aliases are expanded", "use fewer aliases"));
        }
    }
}
