using System.Globalization;
using Firesteel.Embedded.ObjectStore.Catalog;
using Firesteel.Embedded.ObjectStore.Http;

namespace Firesteel.Embedded.ObjectStore.Operations.Objects;

/// <summary>What must hold of an object for it to be deleted.</summary>
/// <param name="Modified">Whole seconds count.</param>
internal sealed record DeleteConditions(string? ETag, string? Modified, string? Size)
{
    public bool Any => ETag is not null || Modified is not null || Size is not null;

    /// <exception cref="S3Exception">412.</exception>
    public void Check(ObjectVersion? version)
    {
        // What is not there need not be deleted, whatever it was to match.
        if (!Any || version is null)
            return;
        var date = Modified is null ? (DateTimeOffset?)null : Conditions.Date(Modified) ?? throw new S3Exception(S3Errors.InvalidArgument);
        if ((ETag is not null && (version.IsDeleteMarker ? ETag != "*" : !Conditions.Names(ETag, version.ETag)))
            || (date is not null && date.Value.ToUnixTimeSeconds() != version.Modified.ToUnixTimeSeconds())
            || (Size is not null && (version.IsDeleteMarker || Size != version.Size.ToString(CultureInfo.InvariantCulture))))
            throw new S3Exception(S3Errors.PreconditionFailed);
    }
}
