using System.Collections.Immutable;
using Firesteel.Kube.Problems;

namespace Firesteel.History.Diagnosis;

/// <summary>Something about a finished run that a person can act on.</summary>
/// <param name="Rule">Name of the rule, such as <c>history/skew</c>.</param>
/// <param name="Problem">Where, what with numbers, and which setting or change helps.</param>
/// <param name="Evidence">The numbers behind it, by name.</param>
/// <param name="Links">Relative to the application: <c>stages/3/0</c>, <c>executors</c>.</param>
/// <param name="LostMilliseconds">Estimate of the time that the cure could save; 0 if none can be given.</param>
public sealed record Finding(string Rule, Problem Problem, ImmutableSortedDictionary<string, string> Evidence, ImmutableArray<string> Links, long LostMilliseconds);
