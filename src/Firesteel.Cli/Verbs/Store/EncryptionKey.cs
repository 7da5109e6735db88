namespace Firesteel.Cli.Verbs.Store;

/// <summary>The key of the store's encryption at rest, from the environment: on a command line every user of the machine would see it.</summary>
internal static class EncryptionKey
{
    /// <returns>Null: none was given. Not of the right length when what was given is no key; the store's options say so.</returns>
    public static byte[]? From(Func<string, string?> environment)
    {
        var text = environment("FIRESTEEL_STORE_ENCRYPTION_KEY") is { Length: > 0 } own ? own
            : environment("MINIO_KMS_SECRET_KEY") is { Length: > 0 } minio ? minio[(minio.IndexOf(':') + 1)..] // name:key
            : null;
        if (text is null)
            return null;
        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text.Trim(), bytes, out var length) ? bytes[..length] : [];
    }
}
