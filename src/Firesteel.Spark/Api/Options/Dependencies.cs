using System.Collections.Immutable;
using Firesteel.Spark.Api.Schema;

namespace Firesteel.Spark.Api.Options;

/// <summary><c>spec.deps</c>: files that the application needs.</summary>
public sealed record Dependencies
{
    [Field("Jars for driver and executors.")]
    public ImmutableArray<string> Jars { get; init; } = [];

    [Field("Files placed into the working directory.")]
    public ImmutableArray<string> Files { get; init; } = [];

    [Field("Python files and archives on the path.")]
    public ImmutableArray<string> PyFiles { get; init; } = [];

    [Field("Maven coordinates, resolved by the driver.")]
    public ImmutableArray<string> Packages { get; init; } = [];

    [Field("Maven coordinates left out.")]
    public ImmutableArray<string> ExcludePackages { get; init; } = [];

    [Field("Further Maven repositories.")]
    public ImmutableArray<string> Repositories { get; init; } = [];

    [Field("Archives unpacked into the working directory.")]
    public ImmutableArray<string> Archives { get; init; } = [];
}
