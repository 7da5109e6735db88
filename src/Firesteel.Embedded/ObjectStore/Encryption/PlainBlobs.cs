using Firesteel.Embedded.ObjectStore.Storage;

namespace Firesteel.Embedded.ObjectStore.Encryption;

internal sealed class PlainBlobs(IObjectStorage storage) : IBlobAccess
{
    public IBlobWriter Create(long? length) => storage.CreateBlob(length);

    public IBlobReader Open(BlobReference blob) => storage.OpenBlob(blob);

    public long LengthOf(BlobReference blob) => blob.Length;

    public string ETagOf(byte[] md5) => Convert.ToHexStringLower(md5);
}
