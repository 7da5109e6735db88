using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Firesteel.Kube.Problems;
using Firesteel.Kube.Yaml;
using Firesteel.Lake.Rules;
using Firesteel.Lake.Rules.Configurations;
using Firesteel.Lake.Specification;

namespace Firesteel.Lake.Linting;

/// <summary>What the rules say of a file: a manifest, spark-defaults.conf, a script, a log, a lake's description. Pure.</summary>
public static class Linter
{
    /// <param name="fileName">Its ending says what it is; an unknown one is read as a log.</param>
    /// <param name="version">Of Spark, for files that do not say it.</param>
    /// <param name="lake">Null when nothing is known of the lake.</param>
    /// <exception cref="ProblemException">A YAML file cannot be read.</exception>
    public static ImmutableArray<Finding> Lint(string text, string fileName, string? version, LakeSpecification? lake)
    {
        switch (Path.GetExtension(fileName))
        {
            case ".yaml" or ".yml":
                var configurations = ConfigurationReader.Manifests(text, fileName);
                if (configurations.IsEmpty && IsLake(text, fileName))
                    return LakeRules.Check(LakeFile.Read(text, fileName));
                return [.. configurations.SelectMany(configuration => Check(configuration, lake))];
            case ".conf" or ".properties":
                return Check(ConfigurationReader.Properties(text, fileName, version ?? lake?.Spark.Version), lake);
            case ".py" or ".scala" or ".java":
                return Check(ConfigurationReader.Script(text, fileName, version ?? lake?.Spark.Version), lake);
            default:
                return [.. text.Split('\n').SelectMany((line, i) => LakeRules.Check(new LogLine(line, Location.File(fileName, i + 1, 1)))).DistinctBy(finding => (finding.Rule, finding.Problem.What))];
        }
    }

    /// <summary>Patches are merged, applied, and what then still can be cured is cured too: one cure may show another fault.</summary>
    /// <returns>The manifest after all patches; null when the file is no single manifest.</returns>
    public static JsonNode? Cured(string text, string fileName, LakeSpecification? lake)
    {
        if (YamlReader.Read(text, fileName).OrThrow() is not [{ Root: JsonObject manifest }] || ConfigurationReader.Manifest(manifest) is null)
            return null;
        for (var round = 0; round < 5; round++)
        {
            var patches = Check(ConfigurationReader.Manifest(manifest)!, lake).Where(finding => finding.Patch is not null).Select(finding => finding.Patch!).ToList();
            if (patches.Count == 0)
                break;
            manifest = (JsonObject)MergePatch.Apply(manifest, patches.Aggregate(MergePatch.Join))!;
        }

        return manifest;
    }

    private static ImmutableArray<Finding> Check(SparkConfiguration configuration, LakeSpecification? lake) =>
        lake is null ? LakeRules.Check(configuration) : LakeRules.Check(configuration, lake);

    private static bool IsLake(string text, string fileName) =>
        YamlReader.Read(text, fileName).Documents is [{ Root: JsonObject root }] && root.ContainsKey("store") && root.ContainsKey("buckets");
}
