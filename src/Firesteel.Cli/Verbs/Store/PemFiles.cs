using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Firesteel.Kube.Problems;

namespace Firesteel.Cli.Verbs.Store;

internal static class PemFiles
{
    /// <exception cref="ProblemException">Not PEM, or the key is another certificate's.</exception>
    public static X509Certificate2 Read(string certificate, string key)
    {
        try
        {
            return X509Certificate2.CreateFromPemFile(certificate, key);
        }
        catch (CryptographicException malformed)
        {
            throw new ProblemException(new Problem(Location.Option("--cert"), $"{certificate} and {key} are not a certificate and its key: {malformed.Message}", "give PEM files"));
        }
    }
}
