namespace Firesteel.Embedded.ObjectStore.Storage;

/// <summary>A place in the index. Not for two threads at once.</summary>
internal interface IIndexCursor : IDisposable
{
    /// <summary>Standing on an entry.</summary>
    bool Valid { get; }

    /// <summary>Until the next move.</summary>
    ReadOnlySpan<byte> Key { get; }

    /// <summary>Until the next move.</summary>
    ReadOnlySpan<byte> Value { get; }

    /// <summary>To the first entry whose key is not below <paramref name="key"/>.</summary>
    void Seek(ReadOnlySpan<byte> key);

    void Next();
}
