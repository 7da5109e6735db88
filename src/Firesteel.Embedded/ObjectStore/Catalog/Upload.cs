using Firesteel.Embedded.ObjectStore.Checksums;

namespace Firesteel.Embedded.ObjectStore.Catalog;

/// <summary>A multipart upload that is under way.</summary>
/// <param name="Draft">What the object will be, without its bytes.</param>
/// <param name="Initiator">Canonical user id.</param>
/// <param name="Algorithm">Named when the upload was created; null: none.</param>
internal sealed record Upload(Guid Id, ObjectVersion Draft, string Initiator, ChecksumAlgorithm? Algorithm, ChecksumType? Type)
{
    public string Name => Id.ToString("n");
}
