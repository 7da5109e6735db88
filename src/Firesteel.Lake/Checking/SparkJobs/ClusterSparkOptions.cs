namespace Firesteel.Lake.Checking.SparkJobs;

/// <summary>Where and as what the proving job runs in a cluster.</summary>
/// <param name="Image">With hadoop-aws and the AWS SDK of its Spark.</param>
public sealed record ClusterSparkOptions(string Namespace, string Image, string ServiceAccount, string SparkVersion, TimeSpan Timeout);
