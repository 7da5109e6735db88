using System.Collections.Immutable;

namespace Firesteel.Embedded.ObjectStore.Catalog;

internal sealed record CorsRule(
    string? Id, ImmutableArray<string> Origins, ImmutableArray<string> Methods, ImmutableArray<string> Headers, ImmutableArray<string> Exposed, int? MaxAge);
