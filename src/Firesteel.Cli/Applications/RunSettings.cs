namespace Firesteel.Cli.Applications;

/// <summary>What <c>firesteel run</c> puts around a script or a jar.</summary>
/// <param name="Image">Null takes <c>spark:VERSION</c>.</param>
/// <param name="Conf">Spark properties.</param>
public sealed record RunSettings(
    string Namespace, string SparkVersion, string? Image, string? MainClass, IReadOnlyList<string> Arguments, IReadOnlyDictionary<string, string> Conf, int Executors, string ServiceAccount);
