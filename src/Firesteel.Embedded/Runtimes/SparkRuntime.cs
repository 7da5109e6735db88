namespace Firesteel.Embedded.Runtimes;

/// <summary>A Spark distribution on this machine and what runs it.</summary>
/// <param name="Version">For instance <c>3.5.7</c>.</param>
/// <param name="Home">The distribution's directory: <c>bin</c>, <c>jars</c>, <c>python</c>.</param>
/// <param name="Python">A <c>python3</c>; null when there is none, then Python applications cannot run.</param>
public sealed record SparkRuntime(string Version, string Home, string JavaHome, string? Python);
