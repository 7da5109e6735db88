using Firesteel.Embedded.ObjectStore.Storage;

namespace Firesteel.Embedded.ObjectStore.Memory;

internal sealed class MemoryCursor(Func<OrderedMemory> index) : IIndexCursor
{
    private OrderedMemory.Node? _node;
    private byte[]? _value;

    public bool Valid => _node is not null;

    public ReadOnlySpan<byte> Key => _node!.Key;

    public ReadOnlySpan<byte> Value => _value;

    public void Seek(ReadOnlySpan<byte> key) => Stand(index().FirstNotBelow(key));

    public void Next() => Stand(_node!.Next(0));

    public void Dispose() => _node = null;

    private void Stand(OrderedMemory.Node? node)
    {
        while (node is not null && (_value = node.Value) is null)
            node = node.Next(0);
        _node = node;
    }
}
