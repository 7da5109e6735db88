using System.Text.Json.Nodes;
using Firesteel.Spark.Api.Schema;

namespace Firesteel.Spark.Api.Connect;

/// <summary>What the server and the executors of a SparkConnect have in common.</summary>
public abstract record ConnectRole
{
    [Field("Cores.", Minimum = 1)]
    public int? Cores { get; init; }

    [Field("Heap, as Spark writes sizes.", Format = TextFormat.SparkSize)]
    public string? Memory { get; init; }

    [Field("Pod template.", Carries = "PodTemplateSpec")]
    public JsonObject? Template { get; init; }
}
