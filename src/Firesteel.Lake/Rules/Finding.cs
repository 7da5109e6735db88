using System.Text.Json.Nodes;
using Firesteel.Kube.Problems;

namespace Firesteel.Lake.Rules;

/// <summary>A rule that fired.</summary>
/// <param name="Rule">Id of the rule.</param>
/// <param name="Patch">JSON merge patch (RFC 7386) that cures it; null when a person has to decide.</param>
public sealed record Finding(string Rule, Problem Problem, JsonObject? Patch = null)
{
    public override string ToString() => $"{Problem} [{Rule}]";
}
