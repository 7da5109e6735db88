using System.Security.Cryptography;

namespace Firesteel.Cli.Verbs.Store;

/// <summary>The store's administrator.</summary>
/// <param name="Generated">Made up now, so somebody has to be told.</param>
internal sealed record RootCredentials(string User, string Password, bool Generated)
{
    /// <summary>Never the password.</summary>
    public override string ToString() => $"root user {User}";

    public static RootCredentials From(Func<string, string?> environment)
    {
        foreach (var prefix in new[] { "FIRESTEEL_STORE_ROOT", "MINIO_ROOT" })
        {
            if (environment(prefix + "_USER") is { Length: > 0 } user && environment(prefix + "_PASSWORD") is { Length: > 0 } password)
                return new(user, password, false);
        }

        return new("root-" + RandomNumberGenerator.GetHexString(8, lowercase: true), RandomNumberGenerator.GetHexString(40, lowercase: true), true);
    }
}
