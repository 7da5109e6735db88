using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Firesteel.Lake.Administration.MinIo.Encryption;

/// <summary>
/// The encrypted bodies of MinIO's administration: <c>salt[32] id[1] nonce[8] stream</c>, the stream in chunks of 16 KiB, each sealed with its number.
/// Source: madmin-go's <c>encrypt.go</c> and secure-io/sio-go, as described in the reference on S3 lakes.
/// </summary>
internal static class SealedBody
{
    private const int SaltBytes = 32, NonceBytes = 8, TagBytes = 16, ChunkBytes = 16384, HeaderBytes = SaltBytes + 1 + NonceBytes;

    /// <param name="password">The secret key of who asks.</param>
    /// <param name="id">By default PBKDF2, which every MinIO opens and which costs a fifteenth of Argon2id.</param>
    public static byte[] Seal(string password, ReadOnlySpan<byte> text, SealedBodyScheme id = SealedBodyScheme.Pbkdf2AesGcm) =>
        Seal(password, text, id, RandomNumberGenerator.GetBytes(SaltBytes), RandomNumberGenerator.GetBytes(NonceBytes));

    internal static byte[] Seal(string password, ReadOnlySpan<byte> text, SealedBodyScheme id, ReadOnlySpan<byte> salt, ReadOnlySpan<byte> nonce)
    {
        var chunks = Math.Max(1, (text.Length + ChunkBytes - 1) / ChunkBytes);
        var blob = new byte[HeaderBytes + text.Length + TagBytes * chunks];
        salt.CopyTo(blob);
        blob[SaltBytes] = (byte)id;
        nonce.CopyTo(blob.AsSpan(SaltBytes + 1));

        using var cipher = SealedBodyCipher.Of(id, Key(password, salt, id));
        var (frame, number) = Begin(cipher, nonce);
        var at = HeaderBytes;
        for (var chunk = 1; chunk <= chunks; chunk++)
        {
            var part = text.Slice((chunk - 1) * ChunkBytes, Math.Min(ChunkBytes, text.Length - (chunk - 1) * ChunkBytes));
            frame[0] = (byte)(chunk == chunks ? 0x80 : 0x00);
            BinaryPrimitives.WriteUInt32LittleEndian(number.AsSpan(NonceBytes), (uint)chunk);
            cipher.Encrypt(number, part, blob.AsSpan(at, part.Length), blob.AsSpan(at + part.Length, TagBytes), frame);
            at += part.Length + TagBytes;
        }

        return blob;
    }

    /// <exception cref="CryptographicException">Not such a body, another password, or damaged.</exception>
    public static byte[] Open(string password, ReadOnlySpan<byte> blob)
    {
        if (blob.Length < HeaderBytes + TagBytes)
            throw new CryptographicException("the encrypted answer is too short");
        var id = (SealedBodyScheme)blob[SaltBytes];
        var nonce = blob.Slice(SaltBytes + 1, NonceBytes);
        using var cipher = SealedBodyCipher.Of(id, Key(password, blob[..SaltBytes], id));
        var (frame, number) = Begin(cipher, nonce);

        var stream = blob[HeaderBytes..];
        var chunks = (stream.Length + ChunkBytes + TagBytes - 1) / (ChunkBytes + TagBytes);
        var text = new byte[stream.Length - TagBytes * chunks];
        var at = 0;
        for (var chunk = 1; chunk <= chunks; chunk++)
        {
            var size = Math.Min(ChunkBytes, stream.Length - TagBytes);
            frame[0] = (byte)(chunk == chunks ? 0x80 : 0x00);
            BinaryPrimitives.WriteUInt32LittleEndian(number.AsSpan(NonceBytes), (uint)chunk);
            cipher.Decrypt(number, stream[..size], stream.Slice(size, TagBytes), text.AsSpan(at, size), frame);
            stream = stream[(size + TagBytes)..];
            at += size;
        }

        return text;
    }

    /// <returns>The associated data of a chunk (flag, then the tag of chunk 0, which is never sent) and the nonce whose last four bytes count.</returns>
    private static (byte[] Frame, byte[] Number) Begin(SealedBodyCipher cipher, ReadOnlySpan<byte> nonce)
    {
        var number = new byte[NonceBytes + 4];
        nonce.CopyTo(number);
        var frame = new byte[1 + TagBytes];
        cipher.Encrypt(number, [], [], frame.AsSpan(1), []);
        return (frame, number);
    }

    internal static byte[] Key(string password, ReadOnlySpan<byte> salt, SealedBodyScheme id) => id switch
    {
        SealedBodyScheme.Pbkdf2AesGcm => Rfc2898DeriveBytes.Pbkdf2(Encoding.UTF8.GetBytes(password), salt, 8192, HashAlgorithmName.SHA256, 32),
        SealedBodyScheme.Argon2idAesGcm or SealedBodyScheme.Argon2idChaCha20Poly1305 =>
            Argon2id.Derive(Encoding.UTF8.GetBytes(password), salt, passes: 1, memoryKib: 64 * 1024, lanes: 4, length: 32),
        _ => throw new CryptographicException($"the encrypted answer uses the unknown scheme {(byte)id}"),
    };
}
