using System.Collections.Immutable;

namespace Firesteel.Embedded.Controllers.Ownership;

/// <summary>Who owns whom, by uid, as far as the watches have told. Safe for concurrent use.</summary>
internal sealed class OwnerGraph
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, OwnedObject> _objects = [];
    private readonly Dictionary<string, HashSet<string>> _dependents = [];

    public OwnedObject? Find(string uid)
    {
        lock (_gate)
            return _objects.GetValueOrDefault(uid);
    }

    public ImmutableArray<OwnedObject> DependentsOf(string uid)
    {
        lock (_gate)
            return _dependents.TryGetValue(uid, out var dependents) ? [.. dependents.Select(dependent => _objects[dependent])] : [];
    }

    /// <returns>The uids that are worth a look because of this.</returns>
    public ImmutableArray<string> Put(OwnedObject item)
    {
        lock (_gate)
        {
            Unlink(item.Uid);
            _objects[item.Uid] = item;
            foreach (var owner in item.Owners)
            {
                if (!_dependents.TryGetValue(owner.Uid, out var dependents))
                    _dependents[owner.Uid] = dependents = [];
                dependents.Add(item.Uid);
            }

            var touched = item.Owners.Select(owner => owner.Uid).Where(owner => _objects.GetValueOrDefault(owner) is { WaitsForDependents: true } or { Orphans: true });
            return item.Owners.IsEmpty && !item.Orphans && !item.WaitsForDependents ? [] : [item.Uid, .. touched];
        }
    }

    /// <returns>The uids that are worth a look because of this: what it owned, and owners that waited for it.</returns>
    public ImmutableArray<string> Remove(string uid)
    {
        lock (_gate)
        {
            var owners = _objects.GetValueOrDefault(uid)?.Owners ?? [];
            Unlink(uid);
            _objects.Remove(uid);
            return [.. _dependents.GetValueOrDefault(uid) ?? [], .. owners.Select(owner => owner.Uid)];
        }
    }

    private void Unlink(string uid)
    {
        if (!_objects.TryGetValue(uid, out var old))
            return;
        foreach (var owner in old.Owners)
        {
            if (_dependents.TryGetValue(owner.Uid, out var dependents) && dependents.Remove(uid) && dependents.Count == 0)
                _dependents.Remove(owner.Uid);
        }
    }
}
