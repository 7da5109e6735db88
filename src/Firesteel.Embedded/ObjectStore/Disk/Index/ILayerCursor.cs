namespace Firesteel.Embedded.ObjectStore.Disk.Index;

/// <summary>A place in one layer of the index, deleted keys included.</summary>
internal interface ILayerCursor : IDisposable
{
    bool Valid { get; }

    ReadOnlySpan<byte> Key { get; }

    ReadOnlySpan<byte> Value { get; }

    /// <summary>The layer says that the key is gone, whatever older layers say.</summary>
    bool Deleted { get; }

    void Seek(ReadOnlySpan<byte> key);

    void Next();
}
