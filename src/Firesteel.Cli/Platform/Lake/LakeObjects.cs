using System.Collections.Immutable;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using Firesteel.Kube.Objects;
using Firesteel.Lake.Secrets;
using Firesteel.Lake.Signing;
using Firesteel.Lake.SparkSettings;
using Firesteel.Lake.Specification;

namespace Firesteel.Cli.Platform.Lake;

/// <summary>
/// What an application needs to use the lake, as objects that it names: <c>hadoopConfigMap</c> for the store's address, <c>envFrom</c> for the keys.
/// A job's own properties stay free of both.
/// </summary>
internal static class LakeObjects
{
    private const string Hadoop = "spark.hadoop.";

    public static ImmutableArray<(ResourceType Type, KubeObject Object)> For(LakeSpecification lake, StoreCredentials keys) =>
    [
        (ResourceTypes.Secrets, SecretManifest.Of(lake.Users.Single(user => user.Name == lake.Spark.User).Secrets.Single(), keys)),
        (ResourceTypes.ConfigMaps, HadoopConfiguration(lake)),
    ];

    /// <summary>One configuration for every release of Spark: what one does not know it ignores.</summary>
    private static KubeObject HadoopConfiguration(LakeSpecification lake)
    {
        var properties = SparkRelease.All
            .SelectMany(release => SparkProperties.For(lake with { Spark = lake.Spark with { Version = release.Line } }))
            .Where(property => property.Key.StartsWith(Hadoop, StringComparison.Ordinal))
            .GroupBy(property => property.Key[Hadoop.Length..])
            .OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => new XElement("property", new XElement("name", group.Key), new XElement("value", group.First().Value)));
        var map = KubeObject.Of(ResourceTypes.ConfigMaps, "default", PlatformLakeFile.ObjectName);
        map.Json["metadata"]!["labels"] = new JsonObject { ["app.kubernetes.io/managed-by"] = "firesteel" };
        map.Json["data"] = new JsonObject { ["core-site.xml"] = new XDocument(new XElement("configuration", properties)).ToString() + "\n" };
        return map;
    }
}
