using Firesteel.Embedded.ObjectStore.Storage;

namespace Firesteel.Embedded.ObjectStore.Disk.Index;

/// <param name="Log">The number of the log that holds the same.</param>
internal sealed record FrozenLayer(OrderedMemory Layer, long Log);
