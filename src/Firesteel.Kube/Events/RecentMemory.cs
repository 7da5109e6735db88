using System.Diagnostics.CodeAnalysis;

namespace Firesteel.Kube.Events;

/// <summary>A dictionary of bounded size that forgets what was longest unused. Not safe for concurrent use.</summary>
internal sealed class RecentMemory<TKey, TValue>(int capacity)
    where TKey : notnull
{
    private readonly Dictionary<TKey, LinkedListNode<(TKey Key, TValue Value)>> places = [];
    private readonly LinkedList<(TKey Key, TValue Value)> byUse = new();

    public int Count => places.Count;

    public bool TryGet(TKey key, [MaybeNullWhen(false)] out TValue value)
    {
        if (!places.TryGetValue(key, out var node))
        {
            value = default;
            return false;
        }

        byUse.Remove(node);
        byUse.AddFirst(node);
        value = node.Value.Value;
        return true;
    }

    public void Set(TKey key, TValue value)
    {
        Remove(key);
        places[key] = byUse.AddFirst((key, value));
        if (places.Count > capacity)
            Remove(byUse.Last!.Value.Key);
    }

    public void Remove(TKey key)
    {
        if (places.Remove(key, out var node))
            byUse.Remove(node);
    }
}
