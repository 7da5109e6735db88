using Firesteel.Embedded.ObjectStore.Storage;

namespace Firesteel.Embedded.ObjectStore.Disk.Index;

internal sealed class MemoryLayerCursor(OrderedMemory layer) : ILayerCursor
{
    private OrderedMemory.Node? _node;
    private byte[]? _value;

    public bool Valid => _node is not null;

    public ReadOnlySpan<byte> Key => _node!.Key;

    public ReadOnlySpan<byte> Value => _value;

    public bool Deleted => _value is null;

    public void Seek(ReadOnlySpan<byte> key) => Stand(layer.FirstNotBelow(key));

    public void Next() => Stand(_node!.Next(0));

    public void Dispose() => _node = null;

    /// <summary>The value is taken once: a writer may replace it while the cursor stands here.</summary>
    private void Stand(OrderedMemory.Node? node)
    {
        _node = node;
        _value = node?.Value;
    }
}
