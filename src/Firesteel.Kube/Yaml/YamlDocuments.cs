using System.Collections.Immutable;
using Firesteel.Kube.Problems;

namespace Firesteel.Kube.Yaml;

/// <param name="Documents">Those that could be read; empty ones are left out.</param>
/// <param name="Problems">All that was found in the whole text, in its order.</param>
public sealed record YamlDocuments(ImmutableArray<YamlDocument> Documents, ImmutableArray<Problem> Problems)
{
    public bool HasErrors => Problems.Any(problem => problem.Severity == Severity.Error);

    /// <exception cref="ProblemException">There are errors.</exception>
    public ImmutableArray<YamlDocument> OrThrow() => HasErrors ? throw new ProblemException(Problems) : Documents;
}
