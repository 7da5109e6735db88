using System.Collections.Immutable;

namespace Firesteel.Embedded.ObjectStore.Encryption;

/// <summary>How an object's bytes are encrypted where they lie.</summary>
/// <param name="WrappedKey">The object's own key, encrypted with the store's or the customer's: see <see cref="KeyWrap"/>.</param>
internal sealed record ObjectEncryption(EncryptionKind Kind, ImmutableArray<byte> WrappedKey);
