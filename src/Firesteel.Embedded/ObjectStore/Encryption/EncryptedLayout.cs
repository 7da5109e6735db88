using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Firesteel.Embedded.ObjectStore.Encryption;

/// <summary>
/// How an encrypted blob lies: sixteen bytes of salt, then pieces of 64 KiB, each followed by its tag. The salt gives each blob of an object a key of
/// its own; a piece's nonce is its number and whether it is the last, so that pieces can be neither exchanged nor left off.
/// </summary>
internal static class EncryptedLayout
{
    public const int SaltSize = 16, TagSize = 16, Piece = 64 * 1024, StoredPiece = Piece + TagSize;

    public static long StoredLength(long plain) => SaltSize + plain + ((plain + Piece - 1) / Piece * TagSize);

    public static long PlainLength(long stored) => stored - SaltSize - ((stored - SaltSize + StoredPiece - 1) / StoredPiece * TagSize);

    public static long StoredAt(long piece) => SaltSize + (piece * StoredPiece);

    public static AesGcm Cipher(byte[] objectKey, ReadOnlySpan<byte> salt)
    {
        Span<byte> key = stackalloc byte[KeyWrap.KeySize];
        HKDF.Expand(HashAlgorithmName.SHA256, objectKey, key, salt);
        return new(key, TagSize);
    }

    public static void Nonce(Span<byte> nonce, long piece, bool last)
    {
        nonce.Clear();
        BinaryPrimitives.WriteInt64LittleEndian(nonce, piece);
        nonce[11] = last ? (byte)1 : (byte)0;
    }
}
