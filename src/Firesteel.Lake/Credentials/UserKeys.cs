using System.Security.Cryptography;
using System.Text;
using Firesteel.Kube.Problems;
using Firesteel.Lake.Signing;
using Firesteel.Lake.Specification;

namespace Firesteel.Lake.Credentials;

/// <summary>
/// A user's secret key without a place to keep it: named by an environment variable, or derived from the administrator's,
/// so that <c>apply</c> today and <c>secret</c> next year say the same. docs/decisions/0021 weighs it.
/// </summary>
public static class UserKeys
{
    /// <summary>Makes guessing a weak administrator's password from a user's key as dear as OWASP asks of stored passwords.</summary>
    private const int Iterations = 210_000;

    /// <exception cref="ProblemException">The named variable is not set, or holds no usable key.</exception>
    public static StoreCredentials Of(UserSpecification user, StoreCredentials administrator, Func<string, string?> environment)
    {
        if (user.KeyEnvironment is not { } variable)
            return new StoreCredentials(user.Name, Derive(administrator.SecretKey, user.Name, user.KeyVersion));
        var key = environment(variable) ?? "";
        return key.Length >= 8 && key.Trim() == key
            ? new StoreCredentials(user.Name, key)
            : throw new ProblemException(new Problem(user.Where, $"user {user.Name}: the variable {variable} {(key.Length == 0 ? "is not set" : "holds no key of 8 characters or more without surrounding spaces")}", $"export {variable}, or remove keyEnvironment to have the key derived"));
    }

    private static string Derive(string secret, string user, int version)
    {
        var bytes = Rfc2898DeriveBytes.Pbkdf2(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes($"firesteel lake user key\n{user}\n{version}"), Iterations, HashAlgorithmName.SHA512, 30);
        return Convert.ToBase64String(bytes).Replace('+', 'x').Replace('/', 'y'); // letters and digits survive every shell and properties file
    }
}
