using System.Collections.Immutable;

namespace Firesteel.Embedded.PodStreams;

/// <param name="Arguments">Never empty.</param>
/// <param name="Input">Something will be written to its standard input.</param>
/// <param name="Terminal">It gets a terminal, on which standard error is standard output.</param>
public sealed record PodCommand(ImmutableArray<string> Arguments, bool Input, bool Terminal);
