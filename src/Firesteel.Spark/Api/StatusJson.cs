using System.Text.Json.Nodes;
using Firesteel.Spark.Api.Schema;
using Firesteel.Spark.Api.Status;

namespace Firesteel.Spark.Api;

/// <summary>A status as JSON.</summary>
public static class StatusJson
{
    public static JsonObject Write(SparkApplicationStatus status) => SchemaWriter.Write(status);
}
