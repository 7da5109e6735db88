using System.Collections.Immutable;
using Firesteel.Kube.Objects;

namespace Firesteel.Kube.Watching;

/// <summary>Objects by key and by index. One writes, many read; what is handed out is a copy of the set, never of the objects.</summary>
internal sealed class ObjectCache(ImmutableDictionary<string, Func<KubeObject, IEnumerable<string>>> indexes)
{
    private readonly Lock gate = new();
    private readonly Dictionary<ObjectKey, KubeObject> objects = [];
    private readonly Dictionary<(string Index, string Value), HashSet<ObjectKey>> places = [];

    /// <summary>What each object stands under, remembered because an index function may answer otherwise later.</summary>
    private readonly Dictionary<ObjectKey, ImmutableArray<(string Index, string Value)>> entries = [];

    public KubeObject? Find(ObjectKey key)
    {
        lock (gate)
            return objects.GetValueOrDefault(key);
    }

    public IReadOnlyList<KubeObject> All
    {
        get
        {
            lock (gate)
                return [.. objects.Values];
        }
    }

    public ImmutableArray<ObjectKey> Keys
    {
        get
        {
            lock (gate)
                return [.. objects.Keys];
        }
    }

    public int Count
    {
        get
        {
            lock (gate)
                return objects.Count;
        }
    }

    public IReadOnlyList<KubeObject> ByIndex(string index, string value)
    {
        if (!indexes.ContainsKey(index))
            throw new ArgumentException($"no index is called {index}", nameof(index));
        lock (gate)
            return places.TryGetValue((index, value), out var keys) ? [.. keys.Select(key => objects[key])] : [];
    }

    /// <returns>What stood there before.</returns>
    public KubeObject? Put(KubeObject item)
    {
        var key = item.Key;
        var under = Under(item);
        lock (gate)
        {
            var before = Take(key);
            objects[key] = item;
            if (under.Length > 0)
                entries[key] = under;
            foreach (var place in under)
            {
                if (!places.TryGetValue(place, out var keys))
                    places[place] = keys = [];
                keys.Add(key);
            }

            return before;
        }
    }

    public KubeObject? Remove(ObjectKey key)
    {
        lock (gate)
            return Take(key);
    }

    private KubeObject? Take(ObjectKey key)
    {
        if (!objects.Remove(key, out var before))
            return null;
        if (entries.Remove(key, out var under))
        {
            foreach (var place in under)
            {
                if (places[place].Remove(key) && places[place].Count == 0)
                    places.Remove(place);
            }
        }

        return before;
    }

    private ImmutableArray<(string, string)> Under(KubeObject item)
    {
        if (indexes.IsEmpty)
            return [];
        var under = ImmutableArray.CreateBuilder<(string, string)>();
        foreach (var (index, values) in indexes)
        {
            foreach (var value in values(item))
            {
                if (!under.Contains((index, value)))
                    under.Add((index, value));
            }
        }

        return under.ToImmutable();
    }
}
