using System.Security.Cryptography;

namespace Firesteel.Lake.Administration.MinIo.Encryption;

/// <summary>The two ciphers of encrypted bodies behind one face: the runtime's classes share no base.</summary>
internal sealed class SealedBodyCipher : IDisposable
{
    private readonly AesGcm? _aes;
    private readonly ChaCha20Poly1305? _chacha;

    private SealedBodyCipher(AesGcm? aes, ChaCha20Poly1305? chacha) => (_aes, _chacha) = (aes, chacha);

    public static SealedBodyCipher Of(SealedBodyScheme scheme, byte[] key) =>
        scheme == SealedBodyScheme.Argon2idChaCha20Poly1305 ? new(null, new ChaCha20Poly1305(key)) : new(new AesGcm(key, 16), null);

    public void Encrypt(ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> text, Span<byte> sealedText, Span<byte> tag, ReadOnlySpan<byte> associated)
    {
        _aes?.Encrypt(nonce, text, sealedText, tag, associated);
        _chacha?.Encrypt(nonce, text, sealedText, tag, associated);
    }

    public void Decrypt(ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> sealedText, ReadOnlySpan<byte> tag, Span<byte> text, ReadOnlySpan<byte> associated)
    {
        _aes?.Decrypt(nonce, sealedText, tag, text, associated);
        _chacha?.Decrypt(nonce, sealedText, tag, text, associated);
    }

    public void Dispose()
    {
        _aes?.Dispose();
        _chacha?.Dispose();
    }
}
