using System.Security.Cryptography;
using Firesteel.Embedded.ObjectStore.Http;

namespace Firesteel.Embedded.ObjectStore.Encryption;

/// <summary>The key that a client brings; never kept.</summary>
/// <param name="Digest">Base64 of its MD5, as answers repeat it.</param>
internal sealed record CustomerKey(byte[] Bytes, string Digest)
{
    public const string OfObject = "x-amz-server-side-encryption-customer-", OfCopySource = "x-amz-copy-source-server-side-encryption-customer-";

    /// <summary>Not the key.</summary>
    public override string ToString() => "a customer's key";

    /// <returns>Null when the request brings none.</returns>
    /// <exception cref="S3Exception">A key that is none.</exception>
    public static CustomerKey? Of(S3Call call, string prefix)
    {
        var (algorithm, key, digest) = (call.Header(prefix + "algorithm"), call.Header(prefix + "key"), call.Header(prefix + "key-md5"));
        if (algorithm is null && key is null && digest is null)
            return null;
        var bytes = new byte[KeyWrap.KeySize];
        if (algorithm != "AES256" || key is null || !Convert.TryFromBase64String(key, bytes, out var length) || length != KeyWrap.KeySize)
            throw new S3Exception(S3Errors.InvalidArgument, "The secret key was invalid for the specified algorithm.");
        return digest == Convert.ToBase64String(MD5.HashData(bytes)) ? new(bytes, digest)
            : throw new S3Exception(S3Errors.InvalidArgument, "The calculated MD5 hash of the key did not match the hash that was provided.");
    }
}
