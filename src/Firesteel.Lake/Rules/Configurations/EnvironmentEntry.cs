using Firesteel.Kube.Problems;

namespace Firesteel.Lake.Rules.Configurations;

/// <summary>A variable of a pod.</summary>
/// <param name="Index">In <c>env</c>; -1 when it is written elsewhere.</param>
/// <param name="Value">Literal; null when it comes from somewhere.</param>
public sealed record EnvironmentEntry(int Index, string Name, string? Value, string? SecretName, string? SecretKey, Location Where);
