using System.Collections.Immutable;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Firesteel.Kube.Objects;
using Firesteel.Kube.Problems;
using Firesteel.Spark.Api.Checks;
using Firesteel.Spark.Api.Connect;
using Firesteel.Spark.Api.Schema;
using Firesteel.Spark.Submission.Driver;
using Firesteel.Spark.Submission.Releases;

namespace Firesteel.Spark.Connect;

/// <summary>Reads and checks SparkConnects.</summary>
public static partial class ConnectReading
{
    internal const string ExecutorContainer = "spark-kubernetes-executor";

    /// <summary>What is left of 63 characters for the name beside <c>-server</c>.</summary>
    private const int LongestName = 56;

    /// <summary>All problems at once, with their field paths.</summary>
    public static (SparkConnectSpec Spec, SparkConnectStatus Status, ImmutableArray<Problem> Problems) Read(KubeObject item)
    {
        var problems = new List<Problem>();
        var spec = new SchemaReader(problems).Read<SparkConnectSpec>(item.Spec ?? [], "spec");
        var status = item.Status is { } json ? new SchemaReader([], strict: false).Read<SparkConnectStatus>(json, "status") : new();
        CarriedFields.Check(spec, item.Spec ?? [], problems);
        problems.AddRange(Check(item, spec));
        return (spec, status, [.. problems]);
    }

    public static JsonObject Write(SparkConnectStatus status) => SchemaWriter.Write(status);

    /// <summary>The image of a role: its container's in the template, else the common one.</summary>
    internal static string? Image(SparkConnectSpec spec, ConnectRole? role, string container) => (string?)Container(role, container)?["image"] is { Length: > 0 } own ? own : spec.Image;

    /// <summary>Spark's container in the template of a role: the one of that name, else the first.</summary>
    internal static JsonObject? Container(ConnectRole? role, string name)
    {
        JsonObject[] containers = [.. (role?.Template?["spec"]?["containers"] as JsonArray ?? []).OfType<JsonObject>()];
        return Array.Find(containers, container => (string?)container["name"] == name) ?? containers.FirstOrDefault();
    }

    private static IEnumerable<Problem> Check(KubeObject item, SparkConnectSpec spec)
    {
        if (!Label().IsMatch(item.Name) || item.Name.Length > LongestName)
            yield return new(Location.Field("metadata.name"), $"{item.Name} with -server behind it is no DNS label", $"use small letters, digits and dashes, begin with a letter, at most {LongestName} characters");
        if (spec.SparkVersion is { } version)
        {
            if (SparkReleases.Find(version) is not { } release)
                yield return new(Location.Field("spec.sparkVersion"), $"{version} is no Spark version", "write the version of Spark in the image, for instance 4.1.0");
            else if (release.Number < new Version(3, 0) && (spec.Server?.Template ?? spec.Executor?.Template) is not null)
                yield return new(Location.Field("spec.sparkVersion"), $"pod templates need Spark 3.0, this is {version}", "remove the templates or use a newer Spark");
        }

        if (Image(spec, spec.Server, DriverContainer.Name) is null || Image(spec, spec.Executor, ExecutorContainer) is null)
            yield return new(Location.Field("spec.image"), "no image is named", "set spec.image, for instance spark:4.1.0, or the images of both templates");
        if (spec.DynamicAllocation is { Enabled: true } allocation)
        {
            foreach (var problem in DynamicAllocationIsInOrder.Check(allocation, Severity.Error))
                yield return problem;
        }

        foreach (var problem in ReservedProperties.Check(spec.SparkConf, item.Namespace is { Length: > 0 } own ? own : "default"))
            yield return problem;
    }

    [GeneratedRegex("^[a-z](?:[-a-z0-9]*[a-z0-9])?$")]
    private static partial Regex Label();
}
