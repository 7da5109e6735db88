using System.Collections.Immutable;

namespace Firesteel.Kube.Problems;

/// <summary>Bad usage or input, found where a result cannot be returned; the shell renders each problem on a line and exits with 2.</summary>
public sealed class ProblemException : Exception
{
    public ProblemException(params ImmutableArray<Problem> problems)
        : base(string.Join(Environment.NewLine, problems)) => Problems = problems;

    public ImmutableArray<Problem> Problems { get; }
}
