namespace Firesteel.Embedded.ObjectStore.Storage;

/// <summary>Stored bytes that are not what was written: bit rot, or a hand in the data directory.</summary>
internal sealed class DamagedBlobException(string what) : IOException(what);
