using Firesteel.Spark.Api.Schema;

namespace Firesteel.Spark.Api.Options;

/// <summary>A key of a secret.</summary>
public sealed record NameKey
{
    [Field("Name of the secret.", Required = true)]
    public string? Name { get; init; }

    [Field("Key in the secret.", Required = true)]
    public string? Key { get; init; }
}
