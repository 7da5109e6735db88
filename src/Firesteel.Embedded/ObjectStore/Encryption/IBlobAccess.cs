using Firesteel.Embedded.ObjectStore.Storage;

namespace Firesteel.Embedded.ObjectStore.Encryption;

/// <summary>The bytes of one object as its readers and writers see them, however they lie.</summary>
internal interface IBlobAccess
{
    /// <param name="length">Bytes to come, when known.</param>
    IBlobWriter Create(long? length);

    /// <exception cref="FileNotFoundException">The blob was released meanwhile.</exception>
    IBlobReader Open(BlobReference blob);

    /// <summary>Of what a reader gets.</summary>
    long LengthOf(BlobReference blob);

    /// <summary>The entity tag of bytes with this MD5; of what a customer's key protects it tells nothing about the bytes.</summary>
    string ETagOf(byte[] md5);
}
