using Firesteel.Kube.Problems;
using Firesteel.Lake.Rules.Configurations;
using Firesteel.Lake.SparkSettings;
using Firesteel.Lake.Specification;

namespace Firesteel.Lake.Rules.Endpoints;

/// <summary>Endpoint, region or bucket are others than the lake's.</summary>
internal sealed class DiffersFromLake : ILakeConfigurationRule
{
    private static readonly string[] Compared = ["spark.hadoop.fs.s3a.endpoint", "spark.hadoop.fs.s3a.endpoint.region", "spark.hadoop.fs.s3a.path.style.access"];

    public RuleInfo Info { get; } = new("lake/differs-from-lake", Severity.Error, "The configuration is for another lake",
        "The endpoint decides which store is asked, and the region must be the server's: what lake.yaml says was proven by firesteel lake check, so a job that says something else asks elsewhere or is refused.");

    public IEnumerable<Finding> Check(SparkConfiguration configuration, LakeSpecification lake)
    {
        var right = SparkProperties.For(lake);
        foreach (var property in Compared.Select(configuration.Find).OfType<SparkProperty>())
        {
            if (property.Value.Contains("](", StringComparison.Ordinal) || string.Equals(property.Value.Trim().TrimEnd('/'), right[property.Name], StringComparison.OrdinalIgnoreCase))
                continue; // the first is another rule's business
            yield return Info.At(property.Where, $"{property.Name} is {property.Value}, the lake's is {right[property.Name]}", $"write {right[property.Name]}", configuration.Set((property.Name, right[property.Name])));
        }

        foreach (var path in configuration.Paths())
        {
            if (S3Path.Parse(path.Value.Trim()) is { } s3 && lake.Buckets.All(bucket => bucket.Name != s3.Bucket))
                yield return Info.At(path.Where, $"{path.Name} is in the bucket {s3.Bucket}, which is none of the lake's", $"use one of {string.Join(", ", lake.Buckets.Select(bucket => bucket.Name))}", severity: Severity.Warning);
        }
    }
}
