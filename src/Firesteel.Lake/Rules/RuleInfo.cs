using System.Text.Json.Nodes;
using Firesteel.Kube.Problems;

namespace Firesteel.Lake.Rules;

/// <param name="Id">For instance <c>lake/path-style</c>; stable, because people write it into exceptions.</param>
/// <param name="Title">What is wrong, in a few words.</param>
/// <param name="Explanation">Why it is wrong: a paragraph for who asks.</param>
public sealed record RuleInfo(string Id, Severity Severity, string Title, string Explanation)
{
    /// <param name="patch">JSON merge patch for what was looked at; null when a person has to decide.</param>
    public Finding At(Location where, string what, string cure, JsonObject? patch = null, Severity? severity = null) =>
        new(Id, new Problem(where, what, cure, severity ?? Severity), patch);
}
