using System.Security.Cryptography;
using Firesteel.Embedded.ObjectStore.Storage;

namespace Firesteel.Embedded.ObjectStore.Encryption;

/// <param name="objectKey">The object's own key.</param>
/// <param name="hideMd5">Whether the entity tag is keyed too.</param>
internal sealed class EncryptedBlobs(IObjectStorage storage, byte[] objectKey, bool hideMd5) : IBlobAccess
{
    public IBlobWriter Create(long? length) =>
        new EncryptingBlobWriter(storage.CreateBlob(length is { } plain ? EncryptedLayout.StoredLength(plain) : null), objectKey);

    public IBlobReader Open(BlobReference blob) => new DecryptingBlobReader(storage.OpenBlob(blob), blob.Length, objectKey);

    public long LengthOf(BlobReference blob) => EncryptedLayout.PlainLength(blob.Length);

    public string ETagOf(byte[] md5) => Convert.ToHexStringLower(hideMd5 ? HMACSHA256.HashData(objectKey, md5).AsSpan(0, 16) : md5);
}
