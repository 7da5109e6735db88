namespace Firesteel.Lake.Specification;

/// <param name="Endpoint">Scheme and authority, no path.</param>
/// <param name="CaFile">PEM of the authority that signed the store's certificate; null for the system's authorities.</param>
public sealed record StoreSpecification(StoreKind Kind, Uri Endpoint, string Region, bool PathStyle, string? CaFile, AdministratorSource Administrator);
