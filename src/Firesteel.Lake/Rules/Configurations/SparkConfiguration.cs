using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Firesteel.Kube.Problems;
using Firesteel.Lake.Specification;

namespace Firesteel.Lake.Rules.Configurations;

/// <summary>Spark's properties with their places, wherever they were written, and the manifest around them if there is one.</summary>
/// <param name="Version">Of Spark; null when nothing says it.</param>
/// <param name="Application">The whole SparkApplication; null for other origins.</param>
/// <param name="Locate">Place of a field path of the manifest.</param>
/// <param name="NewProperty">Where a patch puts a property that is not there yet; empty when there is no such place.</param>
public sealed record SparkConfiguration(
    ImmutableArray<SparkProperty> Properties,
    string? Version,
    JsonObject? Application,
    Func<string, Location> Locate,
    ImmutableArray<string> NewProperty)
{
    public const string S3APrefix = "spark.hadoop.fs.s3a.";

    /// <summary>Null when the version is unknown; a rule that depends on it is then silent or says both.</summary>
    public SparkRelease? Release { get; } = Version is null ? null : SparkRelease.Find(Version);

    /// <summary>Anything in it points to S3 through S3A.</summary>
    public bool UsesS3A => Properties.Any(property => property.Name.StartsWith(S3APrefix, StringComparison.Ordinal) || property.Value.Contains("s3a://", StringComparison.Ordinal))
        || Paths().Any(path => path.Value.StartsWith("s3a://", StringComparison.Ordinal));

    /// <summary>The last one written wins, as in Spark.</summary>
    public SparkProperty? Find(string name) => Properties.LastOrDefault(property => property.Name == name);

    /// <summary>An option of S3A, for all buckets and for single ones.</summary>
    public IEnumerable<SparkProperty> S3A(string option) =>
        Properties.Where(property => property.Name == S3APrefix + option || property.Bucket(option) is not null);

    /// <summary>Directories and files that jobs and daemons are told: properties that hold a path, main file, arguments, files and jars.</summary>
    public IEnumerable<SparkProperty> Paths()
    {
        foreach (var property in Properties.Where(property => property.Value.Contains("://", StringComparison.Ordinal) && S3Path.Parse(property.Value.Trim()) is not null))
            yield return property;
        if (Application?["spec"] is not JsonObject spec)
            yield break;
        foreach (var (path, node) in Texts(spec, "spec").Where(text => text.Path is "spec.mainApplicationFile" || text.Path.StartsWith("spec.arguments[", StringComparison.Ordinal) || text.Path.StartsWith("spec.deps.", StringComparison.Ordinal)))
            yield return new SparkProperty(path, node, Locate(path), path == "spec.mainApplicationFile" ? ["spec", "mainApplicationFile"] : []);
    }

    public IEnumerable<PodRole> Roles() => Application?["spec"] is JsonObject spec
        ? ((string[])["driver", "executor"]).Select(name => PodRole.Of(name, spec[name] as JsonObject, Locate)) : [];

    /// <summary>A merge patch that gives properties a value, or removes them with null; null when there is no place for a patch.</summary>
    public JsonObject? Set(params ReadOnlySpan<(string Name, string? Value)> values)
    {
        var patch = new JsonObject();
        foreach (var (name, value) in values)
        {
            var path = Find(name)?.Path ?? (NewProperty.IsEmpty ? [] : NewProperty[^1] == "" ? [.. NewProperty[..^1], name] : [.. NewProperty, name]);
            if (path.IsEmpty)
                return null;
            MergePatch.Put(patch, path, value);
        }

        return patch;
    }

    private static IEnumerable<(string Path, string Text)> Texts(JsonNode? node, string path) => node switch
    {
        JsonObject section => section.SelectMany(member => Texts(member.Value, $"{path}.{member.Key}")),
        JsonArray list => list.SelectMany((item, i) => Texts(item, $"{path}[{i}]")),
        JsonValue value when value.TryGetValue(out string? text) => [(path, text)],
        _ => [],
    };
}
