using Firesteel.Embedded.ObjectStore.Storage;

namespace Firesteel.Embedded.ObjectStore.Disk.Index;

/// <summary>All layers as one: of a key that several know, the newest layer is right.</summary>
/// <param name="layers">Opened anew at each seek, the newest first.</param>
/// <param name="withDeleted">Stands on deleted keys too, as a merge of some of the layers must.</param>
internal sealed class MergeCursor(Func<ILayerCursor[]?> layers, bool withDeleted = false) : IIndexCursor
{
    private ILayerCursor[] _layers = [];
    private ILayerCursor? _current;

    public bool Valid => _current is not null;

    public ReadOnlySpan<byte> Key => _current!.Key;

    public ReadOnlySpan<byte> Value => _current!.Value;

    public bool Deleted => _current!.Deleted;

    public void Seek(ReadOnlySpan<byte> key)
    {
        // Null: nothing changed since the last seek, and what is open can be used again.
        if (layers() is { } fresh)
        {
            DisposeLayers();
            _layers = fresh;
        }

        foreach (var layer in _layers)
            layer.Seek(key);
        Choose();
    }

    public void Next()
    {
        Skip();
        Choose();
    }

    public void Dispose()
    {
        DisposeLayers();
        _current = null;
    }

    private void Choose()
    {
        while (true)
        {
            ILayerCursor? least = null;
            foreach (var layer in _layers)
            {
                if (layer.Valid && (least is null || layer.Key.SequenceCompareTo(least.Key) < 0))
                    least = layer;
            }

            _current = least;
            if (least is null || withDeleted || !least.Deleted)
                return;
            Skip();
        }
    }

    /// <summary>Moves every layer that stands on the current key; the current one last, because its key is compared with.</summary>
    private void Skip()
    {
        foreach (var layer in _layers)
        {
            if (layer != _current && layer.Valid && layer.Key.SequenceEqual(_current!.Key))
                layer.Next();
        }

        _current!.Next();
    }

    private void DisposeLayers()
    {
        foreach (var layer in _layers)
            layer.Dispose();
        _layers = [];
    }
}
