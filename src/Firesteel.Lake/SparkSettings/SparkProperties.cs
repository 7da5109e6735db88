using System.Collections.Immutable;
using Firesteel.Lake.Specification;

namespace Firesteel.Lake.SparkSettings;

/// <summary>The Spark properties with which a job works on the lake. No key is among them: those come from the secret.</summary>
public static class SparkProperties
{
    private const string S3A = "spark.hadoop.fs.s3a.";

    public static ImmutableSortedDictionary<string, string> For(LakeSpecification lake)
    {
        var release = SparkRelease.Find(lake.Spark.Version) ?? SparkRelease.All[^1];
        var properties = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        properties[S3A + "endpoint"] = EndpointText.Bare(lake.Store.Endpoint);
        properties[S3A + "endpoint.region"] = lake.Store.Region;
        properties[S3A + "path.style.access"] = lake.Store.PathStyle ? "true" : "false";
        properties[S3A + "connection.ssl.enabled"] = lake.Store.Endpoint.Scheme == "https" ? "true" : "false";
        if (!release.KeepsMarkers) // else each file written deletes the markers above it: a delete marker per level on a versioned bucket
            properties[S3A + "directory.marker.retention"] = "keep";
        foreach (var (name, value) in CommitterProperties.For(release, lake.Spark.Committer))
            properties[name] = value;
        if (lake.Spark.EventLog is { } log)
        {
            properties["spark.eventLog.enabled"] = "true";
            properties["spark.eventLog.dir"] = log;
            properties["spark.history.fs.logDirectory"] = log;
        }

        if (lake.Spark.Warehouse is { } warehouse)
            properties["spark.sql.warehouse.dir"] = warehouse;
        foreach (var (name, value) in lake.Spark.Properties)
            properties[name] = value;
        return properties.ToImmutable();
    }
}
