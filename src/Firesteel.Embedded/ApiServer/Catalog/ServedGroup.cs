using System.Collections.Immutable;

namespace Firesteel.Embedded.ApiServer.Catalog;

/// <param name="Versions">Best first; the first is the preferred one.</param>
internal sealed record ServedGroup(string Name, ImmutableArray<string> Versions);
