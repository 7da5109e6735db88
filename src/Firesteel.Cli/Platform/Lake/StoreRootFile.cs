using System.Security.Cryptography;
using Firesteel.Kube.Problems;
using Firesteel.Lake.Signing;

namespace Firesteel.Cli.Platform.Lake;

/// <summary>
/// The keys of a platform's store, made up once and kept where only this user reads them, in the form of AWS' shared credentials file:
/// who names it in <c>AWS_SHARED_CREDENTIALS_FILE</c> is the store's administrator, with any S3 tool.
/// </summary>
internal static class StoreRootFile
{
    /// <summary>Its section; the default one says the same for tools that are not told a profile.</summary>
    public const string Profile = "firesteel";

    private const string User = "aws_access_key_id = ";
    private const string Password = "aws_secret_access_key = ";

    /// <exception cref="ProblemException">The file is there and is not such a file.</exception>
    public static StoreCredentials LoadOrCreate(string file)
    {
        if (File.Exists(file))
            return Parse(File.ReadAllText(file)) ?? throw new ProblemException(new Problem(new(file), "this is not the file of the store's keys that Firesteel wrote", "remove it together with the store's data beside it, or put it back"));
        var made = new StoreCredentials("root-" + RandomNumberGenerator.GetHexString(8, lowercase: true), RandomNumberGenerator.GetHexString(40, lowercase: true));
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        var section = $"{User}{made.AccessKey}\n{Password}{made.SecretKey}\n";
        using var writer = new StreamWriter(new FileStream(file, new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        }));
        writer.Write($"[default]\n{section}\n[{Profile}]\n{section}");
        return made;
    }

    internal static StoreCredentials? Parse(string text)
    {
        string? Find(string name) => text.Split('\n').FirstOrDefault(line => line.StartsWith(name, StringComparison.Ordinal))?[name.Length..].Trim();
        return Find(User) is { Length: >= 3 } user && Find(Password) is { Length: >= 8 } password ? new(user, password) : null;
    }
}
