namespace Firesteel.Embedded.Runtimes;

public sealed record SparkRuntime(string Version, string Home, string JavaHome, string? Python);
