using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Firesteel.Embedded.ApiServer.Hosting;

/// <summary>What clients keep beyond a restart: the authority that they trust, the administrator's token, the key of service account tokens.</summary>
internal sealed class ServerIdentity : IDisposable
{
    private const string AuthorityFile = "ca.pem";
    private const string TokenFile = "admin.token";
    private const string SigningFile = "service-account.pem";
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private ServerIdentity(X509Certificate2 authority, string adminToken, ECDsa signingKey) =>
        (Authority, AdminToken, SigningKey) = (authority, adminToken, signingKey);

    public X509Certificate2 Authority { get; }

    public string AdminToken { get; }

    public ECDsa SigningKey { get; }

    public static ServerIdentity Create(DateTimeOffset now) => new(
        ServerCertificates.CreateAuthority(now), Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(24)), ECDsa.Create(ECCurve.NamedCurves.nistP256));

    /// <summary>Reads the identity from a directory; what is missing or about to expire is made anew and written there, readable by the owner only.</summary>
    public static ServerIdentity LoadOrCreate(string directory, DateTimeOffset now)
    {
        Directory.CreateDirectory(directory);
        var fresh = Create(now);
        var authority = Load(Path.Combine(directory, AuthorityFile), pem => X509Certificate2.CreateFromPem(pem, pem), certificate => certificate.NotAfter > now.AddDays(30).UtcDateTime);
        var token = Load(Path.Combine(directory, TokenFile), text => text.Trim(), text => text.Length >= 32);
        var signing = Load(Path.Combine(directory, SigningFile), ReadKey, _ => true);
        var identity = new ServerIdentity(authority ?? fresh.Authority, token ?? fresh.AdminToken, signing ?? fresh.SigningKey);
        if (authority is null)
            Write(Path.Combine(directory, AuthorityFile), fresh.Authority.ExportCertificatePem() + "\n" + fresh.Authority.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem() + "\n");
        if (token is null)
            Write(Path.Combine(directory, TokenFile), fresh.AdminToken + "\n");
        if (signing is null)
            Write(Path.Combine(directory, SigningFile), fresh.SigningKey.ExportPkcs8PrivateKeyPem() + "\n");
        return identity;
    }

    public void Dispose()
    {
        Authority.Dispose();
        SigningKey.Dispose();
    }

    private static ECDsa ReadKey(string pem)
    {
        var key = ECDsa.Create();
        key.ImportFromPem(pem);
        return key;
    }

    private static T? Load<T>(string path, Func<string, T> read, Func<T, bool> isGood)
        where T : class
    {
        try
        {
            return File.Exists(path) && read(File.ReadAllText(path)) is var value && isGood(value) ? value : null;
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException)
        {
            return null;
        }
    }

    private static void Write(string path, string text)
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, UnixCreateMode = OwnerOnly };
        if (File.Exists(path))
            File.Delete(path);
        using var writer = new StreamWriter(path, options);
        writer.Write(text);
    }
}
