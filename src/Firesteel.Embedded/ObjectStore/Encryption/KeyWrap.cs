using System.Collections.Immutable;
using System.Security.Cryptography;

namespace Firesteel.Embedded.ObjectStore.Encryption;

/// <summary>An object's key under another key: twelve bytes of nonce, sixteen of tag, then the key, by AES-256-GCM.</summary>
internal static class KeyWrap
{
    public const int KeySize = 32;

    private const int NonceSize = 12, TagSize = 16;

    public static ImmutableArray<byte> Wrap(ReadOnlySpan<byte> outer, ReadOnlySpan<byte> key)
    {
        var wrapped = new byte[NonceSize + TagSize + key.Length];
        RandomNumberGenerator.Fill(wrapped.AsSpan(0, NonceSize));
        using var aes = new AesGcm(outer, TagSize);
        aes.Encrypt(wrapped.AsSpan(0, NonceSize), key, wrapped.AsSpan(NonceSize + TagSize), wrapped.AsSpan(NonceSize, TagSize));
        return [.. wrapped];
    }

    /// <returns>Null when <paramref name="outer"/> is not the key it was wrapped with.</returns>
    public static byte[]? Unwrap(ReadOnlySpan<byte> outer, ImmutableArray<byte> wrapped)
    {
        if (wrapped.Length <= NonceSize + TagSize)
            return null;
        var key = new byte[wrapped.Length - NonceSize - TagSize];
        var bytes = wrapped.AsSpan();
        using var aes = new AesGcm(outer, TagSize);
        try
        {
            aes.Decrypt(bytes[..NonceSize], bytes[(NonceSize + TagSize)..], bytes.Slice(NonceSize, TagSize), key);
            return key;
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
    }
}
