using System.Collections.Immutable;

namespace Firesteel.Embedded.ObjectStore.Encryption;

/// <summary>How an object's bytes are encrypted where they lie.</summary>
/// <param name="WrappedKey">The object's own key, encrypted with the store's, the customer's or the named one: see <see cref="KeyWrap"/>.</param>
/// <param name="KeyName">Of a named key.</param>
internal sealed record ObjectEncryption(EncryptionKind Kind, ImmutableArray<byte> WrappedKey, string? KeyName = null);
