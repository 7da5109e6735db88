using System.Text.Json.Nodes;
using Firesteel.Spark.Api.Schema;

namespace Firesteel.Spark.Api.Connect;

/// <summary><c>spec.server</c> of a SparkConnect.</summary>
public sealed record ConnectServer : ConnectRole
{
    [Field("The service in front of the server; ports and selector are the operator's.", Carries = "Service")]
    public JsonObject? Service { get; init; }
}
