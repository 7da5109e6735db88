using System.Collections.Immutable;
using Firesteel.Embedded.Node.Variables;

namespace Firesteel.Embedded.Node.Volumes;

/// <param name="Tokens">Service-account tokens by audience (empty: the API server's own).</param>
/// <param name="ClaimDirectory">Where persistent volume claims' contents lie on this host.</param>
internal sealed record VolumeInput(PodContext Context, ImmutableDictionary<string, string> Tokens, string ClaimDirectory);
