using System.Collections.Immutable;

namespace Firesteel.Embedded.ApiServer.Catalog;

/// <summary>All kinds served now; swapped as a whole when a definition comes, changes or goes.</summary>
internal sealed class Catalogue
{
    private readonly Lock _gate = new();
    private CatalogueSnapshot _now = new([]);

    public CatalogueSnapshot Now => Volatile.Read(ref _now);

    /// <summary>Raised after a change, outside the lock.</summary>
    public event Action? Changed;

    /// <summary>Replaces what one owner (a definition's name, or empty for the built-ins) serves.</summary>
    public void Set(string owner, IEnumerable<ServedKind> kinds)
    {
        lock (_gate)
            Volatile.Write(ref _now, _now.With(owner, [.. kinds]));
        Changed?.Invoke();
    }
}
