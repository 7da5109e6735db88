using System.Security.Cryptography;
using System.Text;
using Firesteel.Embedded.ObjectStore.Catalog;
using Firesteel.Embedded.ObjectStore.Http;

namespace Firesteel.Embedded.ObjectStore.Encryption;

/// <summary>What a request says about encryption, and what that means for an object.</summary>
internal static class ObjectProtection
{
    public const string Named = "aws:kms", NamedTwice = "aws:kms:dsse";

    private const string Header = "x-amz-server-side-encryption", KeyHeader = Header + "-aws-kms-key-id";

    public static bool IsAsked(S3Call call) => call.Header(Header) is not null || call.Header(CustomerKey.OfObject + "algorithm") is not null;

    /// <summary>How a new object of this request will be encrypted; null: not at all. An object's own key is made here.</summary>
    /// <exception cref="S3Exception">Contradictions, a key that is none, or a kind of encryption that the store does not have: nothing meant to be secret is ever stored in the clear.</exception>
    public static ObjectEncryption? Choose(S3Call call, Bucket bucket)
    {
        var (wanted, customer) = (call.Header(Header), CustomerKey.Of(call, CustomerKey.OfObject));
        if (customer is not null)
        {
            return wanted is null ? New(EncryptionKind.CustomerKey, customer.Bytes)
                : throw new S3Exception(S3Errors.InvalidArgument, "Server Side Encryption with Customer provided key is incompatible with the encryption method specified");
        }

        var name = call.Header(KeyHeader);
        if (name is not null && wanted is not (Named or NamedTwice))
            throw new S3Exception(S3Errors.InvalidArgument, "Server Side Encryption with AWS KMS managed key requires HTTP header x-amz-server-side-encryption : aws:kms");
        var usual = wanted is (null or Named) && bucket.Configuration.Encryption is { } said ? BucketDefault.Parse(said) : null;
        return wanted switch
        {
            null when usual is null => null,
            null when usual.KeyName is null => New(EncryptionKind.StoreKey, KeyOf(call.Store)),
            null => New(call.Store, usual.KeyName),
            "AES256" => New(EncryptionKind.StoreKey, KeyOf(call.Store)),
            Named => New(call.Store, Name(name ?? usual?.KeyName)),
            NamedTwice => throw new S3Exception(S3Errors.NotImplemented, "Encryption in two layers is not implemented."),
            _ => throw new S3Exception(S3Errors.InvalidArgument, "The encryption method specified is not supported"),
        };
    }

    /// <exception cref="S3Exception">The store has no key that is meant when none is named.</exception>
    public static string Name(string? key) => key is { Length: > 0 and <= 2048 } ? key
        : throw new S3Exception(S3Errors.InvalidArgument, "Name the key in x-amz-server-side-encryption-aws-kms-key-id; any name makes a key of its own.");

    /// <summary>The bytes of an object, by the keys of the store and of the request.</summary>
    /// <param name="keys">Which headers the customer's key is in.</param>
    /// <exception cref="S3Exception">The request does not bring the key that the object needs.</exception>
    public static IBlobAccess Open(S3Call call, ObjectEncryption? encryption, string keys = CustomerKey.OfObject)
    {
        var customer = CustomerKey.Of(call, keys);
        if (encryption is not { Kind: EncryptionKind.CustomerKey })
        {
            if (customer is not null)
                throw new S3Exception(S3Errors.InvalidRequest, "The encryption parameters are not applicable to this object.");
            if (encryption is null)
                return new PlainBlobs(call.Store.Storage);
            return new EncryptedBlobs(
                call.Store.Storage,
                KeyWrap.Unwrap(encryption.KeyName is { } name ? KeyOf(call.Store, name) : KeyOf(call.Store), encryption.WrappedKey) ?? throw new S3Exception(S3Errors.InternalError, "The object was encrypted with another key than the store was started with."),
                hideMd5: encryption.Kind == EncryptionKind.NamedKey);
        }

        if (customer is null)
            throw new S3Exception(S3Errors.InvalidRequest, "The object was stored using a form of Server Side Encryption. The correct parameters must be provided to retrieve the object.");
        return new EncryptedBlobs(
            call.Store.Storage,
            KeyWrap.Unwrap(customer.Bytes, encryption.WrappedKey) ?? throw new S3Exception(S3Errors.InvalidRequest, "The provided encryption parameters did not match the ones used originally."),
            hideMd5: true);
    }

    /// <summary>Says in the answer how the object is encrypted.</summary>
    public static void Answer(S3Call call, ObjectEncryption? encryption)
    {
        if (encryption is { Kind: EncryptionKind.StoreKey })
            call.Answer(Header, "AES256");
        else if (encryption is { Kind: EncryptionKind.NamedKey })
        {
            call.Answer(Header, Named);
            call.Answer(KeyHeader, encryption.KeyName);
        }
        else if (encryption is not null && CustomerKey.Of(call, CustomerKey.OfObject) is { } customer)
        {
            call.Answer(CustomerKey.OfObject + "algorithm", "AES256");
            call.Answer(CustomerKey.OfObject + "key-MD5", customer.Digest);
        }
    }

    /// <exception cref="S3Exception">The store was started without a key.</exception>
    public static byte[] KeyOf(StoreContext store) =>
        store.Options.EncryptionKey ?? throw new S3Exception(S3Errors.NotImplemented, "Encryption at rest is off: start the store with FIRESTEEL_STORE_ENCRYPTION_KEY, the base64 of 32 bytes.");

    /// <summary>A key for each name, without a service that would keep them: who has the store's key has them all.</summary>
    private static byte[] KeyOf(StoreContext store, string name) => HKDF.Expand(HashAlgorithmName.SHA256, KeyOf(store), KeyWrap.KeySize, Encoding.UTF8.GetBytes("key of the name " + name));

    private static ObjectEncryption New(StoreContext store, string name) => New(EncryptionKind.NamedKey, KeyOf(store, name)) with { KeyName = name };

    private static ObjectEncryption New(EncryptionKind kind, byte[] outer) => new(kind, KeyWrap.Wrap(outer, RandomNumberGenerator.GetBytes(KeyWrap.KeySize)));
}
