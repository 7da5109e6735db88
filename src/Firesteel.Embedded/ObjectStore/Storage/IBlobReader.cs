using System.IO.Pipelines;

namespace Firesteel.Embedded.ObjectStore.Storage;

/// <summary>An open blob; it stays readable when it is deleted meanwhile.</summary>
internal interface IBlobReader : IDisposable
{
    /// <summary>Sends a range of the blob, checked against the checksums that were taken when it was written.</summary>
    /// <exception cref="DamagedBlobException">The bytes are not those that were written.</exception>
    ValueTask CopyToAsync(PipeWriter target, long offset, long length, CancellationToken stop);
}
