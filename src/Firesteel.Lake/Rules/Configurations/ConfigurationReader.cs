using System.Collections.Immutable;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Firesteel.Kube.Problems;
using Firesteel.Kube.Yaml;

namespace Firesteel.Lake.Rules.Configurations;

/// <summary>Finds Spark's properties in what people keep them in.</summary>
public static partial class ConfigurationReader
{
    /// <summary>Manifests: SparkApplications, scheduled ones, and pods with <c>SPARK_HISTORY_OPTS</c> or the like. Others give nothing.</summary>
    public static ImmutableArray<SparkConfiguration> Manifests(string text, string fileName) =>
        [.. YamlReader.Read(text, fileName).OrThrow().Select(Manifest).OfType<SparkConfiguration>()];

    /// <summary>A manifest that is at hand as JSON.</summary>
    public static SparkConfiguration? Manifest(JsonObject manifest) => Manifest(manifest, Location.Field);

    /// <summary><c>spark-defaults.conf</c>: a property and its value on a line, separated by blanks, <c>=</c> or <c>:</c>.</summary>
    public static SparkConfiguration Properties(string text, string fileName, string? version)
    {
        var properties = ImmutableArray.CreateBuilder<SparkProperty>();
        var number = 0;
        foreach (var raw in text.AsSpan().EnumerateLines())
        {
            number++;
            var line = raw.Trim();
            if (line.IsEmpty || line[0] is '#' or '!')
                continue;
            var end = line.IndexOfAny(" \t=:");
            var name = (end < 0 ? line : line[..end]).ToString();
            var value = end < 0 ? "" : line[end..].TrimStart(" \t").TrimStart("=:").Trim().ToString();
            properties.Add(new SparkProperty(name, value, Location.File(fileName, number, raw.IndexOf(line) + 1), [name]));
        }

        return new SparkConfiguration(properties.ToImmutable(), version, null, Location.Field, [""]);
    }

    /// <summary><c>.config("name", "value")</c> in a Python or Scala script, with the values that a variable of the same script names.</summary>
    public static SparkConfiguration Script(string text, string fileName, string? version)
    {
        var variables = Assignment().Matches(text).ToLookup(match => match.Groups["name"].Value, match => match.Groups["value"].Value);
        var properties = ImmutableArray.CreateBuilder<SparkProperty>();
        foreach (var match in ConfigCall().Matches(text).Cast<Match>())
        {
            var value = match.Groups["value"].Success ? match.Groups["value"].Value : variables[match.Groups["variable"].Value].FirstOrDefault();
            if (value is not null)
                properties.Add(new SparkProperty(match.Groups["name"].Value, value, At(text, fileName, match.Index), []));
        }

        return new SparkConfiguration(properties.ToImmutable(), version, null, Location.Field, []);
    }

    private static SparkConfiguration? Manifest(YamlDocument document) => document.Root is JsonObject root ? Manifest(root, document.Locate) : null;

    private static SparkConfiguration? Manifest(JsonObject manifest, Func<string, Location> locate) => manifest["kind"]?.ToString() switch
    {
        "SparkApplication" => Application(manifest, manifest["spec"] as JsonObject ?? [], "spec", locate),
        "ScheduledSparkApplication" => Application(manifest, manifest["spec"]?["template"] as JsonObject ?? [], "spec.template", locate),
        _ => Daemon(manifest, locate),
    };

    private static SparkConfiguration Application(JsonObject manifest, JsonObject spec, string at, Func<string, Location> locate)
    {
        var properties = ImmutableArray.CreateBuilder<SparkProperty>();
        ImmutableArray<string> path = [.. at.Split('.')];
        foreach (var (name, value) in spec["hadoopConf"] as JsonObject ?? [])
            properties.Add(new SparkProperty("spark.hadoop." + name, value?.ToString() ?? "", locate($"{at}.hadoopConf.{name}"), [.. path, "hadoopConf", name]));
        foreach (var (name, value) in spec["sparkConf"] as JsonObject ?? [])
            properties.Add(new SparkProperty(name, value?.ToString() ?? "", locate($"{at}.sparkConf.{name}"), [.. path, "sparkConf", name]));
        foreach (var role in (ReadOnlySpan<string>)["driver", "executor"])
        {
            if (spec[role]?["javaOptions"]?.ToString() is { Length: > 0 } options)
                properties.Add(new SparkProperty($"spark.{role}.extraJavaOptions", options, locate($"{at}.{role}.javaOptions"), [.. path, role, "javaOptions"]));
        }

        // Rules read roles below "spec"; a scheduled application has them one level deeper.
        return new SparkConfiguration(properties.ToImmutable(), spec["sparkVersion"]?.ToString(), at == "spec" ? manifest : null, locate, [.. path, "sparkConf"]);
    }

    /// <summary>A pod template whose container gets <c>-Dspark.…</c> through a variable.</summary>
    private static SparkConfiguration? Daemon(JsonObject manifest, Func<string, Location> locate)
    {
        var properties = ImmutableArray.CreateBuilder<SparkProperty>();
        var at = manifest["kind"]?.ToString() == "Pod" ? "spec" : "spec.template.spec";
        var pod = at.Split('.').Aggregate<string, JsonNode?>(manifest, (node, name) => node?[name]);
        var containers = pod?["containers"] as JsonArray ?? [];
        for (var c = 0; c < containers.Count; c++)
        {
            var variables = containers[c]?["env"] as JsonArray ?? [];
            for (var v = 0; v < variables.Count; v++)
            {
                if (variables[v]?["name"]?.ToString() is not ("SPARK_HISTORY_OPTS" or "SPARK_DAEMON_JAVA_OPTS" or "SPARK_SUBMIT_OPTS"))
                    continue;
                foreach (var match in SystemProperty().Matches(variables[v]?["value"]?.ToString() ?? "").Cast<Match>())
                    properties.Add(new SparkProperty(match.Groups["name"].Value, match.Groups["value"].Value, locate($"{at}.containers[{c}].env[{v}].value"), []));
            }
        }

        return properties.Count == 0 ? null : new SparkConfiguration(properties.ToImmutable(), null, null, locate, []);
    }

    private static Location At(string text, string fileName, int index)
    {
        var before = text.AsSpan(0, index);
        return Location.File(fileName, before.Count('\n') + 1, index - before.LastIndexOf('\n'));
    }

    [GeneratedRegex("""\.(?:config|set)\(\s*["'](?<name>spark\.[^"']+)["']\s*,\s*(?:["'](?<value>[^"']*)["']|(?<variable>[A-Za-z_]\w*))\s*\)""")]
    private static partial Regex ConfigCall();

    [GeneratedRegex("""^\s*(?:val\s+|var\s+)?(?<name>[A-Za-z_]\w*)\s*=\s*["'](?<value>[^"'\n]*)["']""", RegexOptions.Multiline)]
    private static partial Regex Assignment();

    [GeneratedRegex(@"-D(?<name>spark\.[^=\s]+)=(?<value>\S*)")]
    private static partial Regex SystemProperty();
}
