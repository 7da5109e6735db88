using Firesteel.Spark.Api.Schema;

namespace Firesteel.Spark.Api.Options;

/// <summary>A secret and where it is mounted.</summary>
public sealed record SecretMount
{
    [Field("Name of the secret.", Required = true)]
    public string? Name { get; init; }

    [Field("Where it is mounted.", Required = true)]
    public string? Path { get; init; }

    [Field("Sets an environment variable for known kinds of secrets.", OneOf = ["Generic", "GCPServiceAccount", "HadoopDelegationToken"])]
    public string? SecretType { get; init; }
}
