using System.Collections.Immutable;
using Firesteel.Spark.Api.Options;
using Firesteel.Spark.Api.Schema;

namespace Firesteel.Spark.Api.Connect;

/// <summary><c>spec</c> of a SparkConnect of <c>sparkoperator.k8s.io/v1alpha1</c>.</summary>
public sealed record SparkConnectSpec
{
    [Field("Version of Spark in the image.", Required = true)]
    public string? SparkVersion { get; init; }

    [Field("Image of server and executors.")]
    public string? Image { get; init; }

    [Field("Properties of Hadoop, with or without spark.hadoop. in front.")]
    public ImmutableSortedDictionary<string, string> HadoopConf { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    [Field("Properties of Spark.")]
    public ImmutableSortedDictionary<string, string> SparkConf { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    [Field("The server.", Required = true)]
    public ConnectServer? Server { get; init; }

    [Field("The executors.", Required = true)]
    public ConnectExecutor? Executor { get; init; }

    [Field("Executors by load.")]
    public DynamicAllocation? DynamicAllocation { get; init; }
}
