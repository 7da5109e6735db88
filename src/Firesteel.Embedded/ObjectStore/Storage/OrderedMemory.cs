namespace Firesteel.Embedded.ObjectStore.Storage;

/// <summary>
/// A skip list in the order of the keys' bytes: one writer at a time, any number of readers without a lock. Nothing is unlinked;
/// a deleted key keeps its node with a null value, which an index of several layers needs anyway.
/// </summary>
internal sealed class OrderedMemory
{
    private const int Levels = 16;
    private readonly Node _head = new([], null, Levels);
    private uint _random = 0x9E3779B9;
    private int _height = 1;

    /// <summary>Nodes, deleted ones included.</summary>
    public int Count { get; private set; }

    public int Deleted { get; private set; }

    /// <summary>Roughly what it holds in memory.</summary>
    public long Bytes { get; private set; }

    public void Set(byte[] key, byte[]? value)
    {
        var before = new Node[Levels];
        var node = _head;
        for (var level = _height - 1; level >= 0; level--)
        {
            while (node.Next(level) is { } next && next.Key.AsSpan().SequenceCompareTo(key) < 0)
                node = next;
            before[level] = node;
        }

        if (node.Next(0) is { } found && found.Key.AsSpan().SequenceEqual(key))
        {
            Bytes += (value?.Length ?? 0) - (found.Value?.Length ?? 0);
            Deleted += (value is null ? 1 : 0) - (found.Value is null ? 1 : 0);
            found.Value = value;
            return;
        }

        var height = RandomHeight();
        for (; _height < height; _height++)
            before[_height] = _head;
        var added = new Node(key, value, height);
        for (var level = 0; level < height; level++)
            added.Link(level, before[level].Next(level));
        for (var level = 0; level < height; level++)
            before[level].Link(level, added);
        Count++;
        Deleted += value is null ? 1 : 0;
        Bytes += key.Length + (value?.Length ?? 0) + 96;
    }

    /// <returns>False when the key has never been set; true with null when it was deleted.</returns>
    public bool TryGet(ReadOnlySpan<byte> key, out byte[]? value)
    {
        var node = FirstNotBelow(key);
        var found = node is not null && node.Key.AsSpan().SequenceEqual(key);
        value = found ? node!.Value : null;
        return found;
    }

    public Node? FirstNotBelow(ReadOnlySpan<byte> key)
    {
        var node = _head;
        for (var level = Volatile.Read(ref _height) - 1; level >= 0; level--)
        {
            while (node.Next(level) is { } next && next.Key.AsSpan().SequenceCompareTo(key) < 0)
                node = next;
        }

        return node.Next(0);
    }

    private int RandomHeight()
    {
        _random ^= _random << 13;
        _random ^= _random >> 17;
        _random ^= _random << 5;
        var height = 1;
        for (var bits = _random; height < Levels && (bits & 3) == 0; bits >>= 2)
            height++;
        return height;
    }

    internal sealed class Node(byte[] key, byte[]? value, int height)
    {
        private readonly Node?[] _next = new Node?[height];
        private byte[]? _value = value;

        public byte[] Key { get; } = key;

        public byte[]? Value
        {
            get => Volatile.Read(ref _value);
            set => Volatile.Write(ref _value, value);
        }

        public Node? Next(int level) => Volatile.Read(ref _next[level]);

        public void Link(int level, Node? next) => Volatile.Write(ref _next[level], next);
    }
}
