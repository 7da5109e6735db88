using System.Text.Json.Serialization;

namespace Firesteel.Spark.Api;

/// <summary>Where the driver runs. Only <see cref="Cluster"/> does.</summary>
public enum DeployMode
{
    [JsonStringEnumMemberName("cluster")]
    Cluster,

    [JsonStringEnumMemberName("client")]
    Client,
}
