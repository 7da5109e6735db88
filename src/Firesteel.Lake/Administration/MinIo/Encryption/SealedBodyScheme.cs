namespace Firesteel.Lake.Administration.MinIo.Encryption;

/// <summary>How the key of an encrypted administration body is derived and what seals it; the byte is on the wire.</summary>
internal enum SealedBodyScheme : byte
{
    Argon2idAesGcm = 0,
    Argon2idChaCha20Poly1305 = 1,
    Pbkdf2AesGcm = 2,
}
