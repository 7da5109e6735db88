using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Firesteel.Kube.Problems;
using Firesteel.Kube.Yaml;
using Firesteel.Lake.Specification.Fields;

namespace Firesteel.Lake.Specification;

/// <summary>Reads <c>lake.yaml</c>: everything that is wrong with it at once, each with file, line and column.</summary>
public static class LakeFile
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
            return (null, documents.Problems);
        var problems = documents.Problems.ToBuilder();
        if (documents.Documents is not [{ Root: JsonObject root } document])
        {
            problems.Add(new Problem(Location.File(fileName, 1, 1), "the file must hold exactly one YAML document with fields", "begin with store:, buckets: and users:"));
            return (null, problems.ToImmutable());
        }

        var lake = new ReadFields(document, root, "", problems).ReadAll(LakeReader.Lake);
        return (lake, problems.ToImmutable());
    }

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
