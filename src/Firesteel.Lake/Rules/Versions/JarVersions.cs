using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Firesteel.Kube.Problems;
using Firesteel.Lake.Rules.Configurations;
using Firesteel.Lake.Specification;

namespace Firesteel.Lake.Rules.Versions;

/// <summary>hadoop-aws, the AWS SDK or spark-hadoop-cloud of another release.</summary>
internal sealed partial class JarVersions : IConfigurationRule, ILogRule
{
    public RuleInfo Info { get; } = new("lake/jar-versions", Severity.Error, "The S3A jars do not fit this Spark",
        "hadoop-aws must have exactly the version of Spark's hadoop-client jars, the AWS SDK the version that hadoop-aws was built with, spark-hadoop-cloud the version and Scala of Spark. Mixed versions fail with NoSuchMethodError or NoClassDefFoundError, often only when a certain path is taken.");

    public IEnumerable<Finding> Check(SparkConfiguration configuration)
    {
        if (configuration.Release is not { } release)
            yield break;
        var lists = ((string[])["spark.jars.packages", "spark.jars"]).Select(configuration.Find).OfType<SparkProperty>().Concat(configuration.Paths().Where(path => path.Name.StartsWith("spec.deps", StringComparison.Ordinal))).Concat(Packages(configuration));
        foreach (var list in lists)
        {
            foreach (var item in list.Value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            {
                if (Jar().Match(item) is not { Success: true } jar)
                    continue;
                var (name, version) = (jar.Groups["name"].Value, jar.Groups["version"].Value);
                var right = name switch
                {
                    "hadoop-aws" => release.HadoopAws,
                    "aws-java-sdk-bundle" or "bundle" => SdkName(release) == name ? release.SdkJar[(name.Length + 1)..] : null,
                    _ => configuration.Version, // spark-hadoop-cloud_2.12
                };
                var scala = name.StartsWith("spark-hadoop-cloud_", StringComparison.Ordinal) ? name["spark-hadoop-cloud_".Length..] : release.Scala;
                if (right == version && scala == release.Scala)
                    continue;
                var fit = name.StartsWith("spark-hadoop-cloud", StringComparison.Ordinal) ? $"spark-hadoop-cloud_{release.Scala}-{configuration.Version}" : name == "hadoop-aws" ? $"hadoop-aws-{release.HadoopAws}" : release.SdkJar;
                yield return Info.At(list.Where, $"{name} {version} does not fit Spark {configuration.Version}", $"use hadoop-aws-{release.HadoopAws} with {release.SdkJar}{(name.StartsWith("spark-hadoop-cloud", StringComparison.Ordinal) ? $" and {fit}" : "")}");
            }
        }
    }

    public IEnumerable<Finding> Check(LogLine line)
    {
        if (Mixed().Match(line.Text) is { Success: true } match)
            yield return Info.At(line.Where, $"{match.Groups["class"].Value} does not fit: hadoop-aws, hadoop-client and the AWS SDK are of different releases",
                $"use one set: {string.Join("; ", SparkRelease.All.Skip(1).Select(release => $"Spark {release.Line}: hadoop-aws-{release.HadoopAws} and {release.SdkJar}"))}");
    }

    private static string SdkName(SparkRelease release) => release.SdkV2 ? "bundle" : "aws-java-sdk-bundle";

    private static IEnumerable<SparkProperty> Packages(SparkConfiguration configuration)
    {
        if (configuration.Application?["spec"]?["deps"] is not JsonObject deps)
            yield break;
        foreach (var list in (string[])["packages", "jars"])
        {
            var items = deps[list] as JsonArray ?? [];
            for (var i = 0; i < items.Count; i++)
                yield return new SparkProperty($"spec.deps.{list}", items[i]?.ToString() ?? "", configuration.Locate($"spec.deps.{list}[{i}]"), []);
        }
    }

    [GeneratedRegex(@"(?:^|[/:])(?<name>hadoop-aws|aws-java-sdk-bundle|bundle|spark-hadoop-cloud_2\.1\d)[:-](?<version>\d+(?:\.\d+)+)(?:\.jar)?$")]
    private static partial Regex Jar();

    [GeneratedRegex(@"(?:NoSuchMethodError|NoClassDefFoundError|NoSuchFieldError)[^\n]*?(?<class>(?:com[/.]amazonaws|software[/.]amazon[/.]awssdk|org[/.]apache[/.]hadoop[/.](?:fs[/.]s3a|fs[/.]impl|util|fs[/.]statistics))[\w/.$]*)")]
    private static partial Regex Mixed();
}
