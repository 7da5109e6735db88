namespace Firesteel.Embedded.ObjectStore.Encryption;

/// <summary>Whose key protects an object's own.</summary>
internal enum EncryptionKind
{
    /// <summary>The store's: <c>x-amz-server-side-encryption: AES256</c> (SSE-S3).</summary>
    StoreKey = 1,

    /// <summary>One that the client brings with every request (SSE-C).</summary>
    CustomerKey = 2,

    /// <summary>A named one: <c>x-amz-server-side-encryption: aws:kms</c> (SSE-KMS). The store derives it from its own and the name.</summary>
    NamedKey = 3,
}
