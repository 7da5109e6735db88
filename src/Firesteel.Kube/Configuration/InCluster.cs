using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Firesteel.Kube.Configuration.Credentials;
using Firesteel.Kube.Problems;

namespace Firesteel.Kube.Configuration;

/// <summary>The service account of the pod that this process runs in. Its token is read again as it is rotated.</summary>
public static class InCluster
{
    public static bool IsPresent(KubeEnvironment environment) =>
        !string.IsNullOrEmpty(environment.Variable("KUBERNETES_SERVICE_HOST")) && File.Exists(Path.Combine(environment.ServiceAccount, "token"));

    /// <exception cref="ProblemException">This is no pod, or it has no service account.</exception>
    public static KubeConfiguration Load(KubeEnvironment? environment = null)
    {
        environment ??= KubeEnvironment.Process;
        var problems = new List<Problem>();
        var host = environment.Variable("KUBERNETES_SERVICE_HOST");
        var port = environment.Variable("KUBERNETES_SERVICE_PORT");
        if (string.IsNullOrEmpty(host))
            problems.Add(new(Location.Option("KUBERNETES_SERVICE_HOST"), "the variable is not set, so this is no pod", "name a kubeconfig"));
        if (!string.IsNullOrEmpty(port) && (!ushort.TryParse(port, out var number) || number == 0))
            problems.Add(new(Location.Option("KUBERNETES_SERVICE_PORT"), $"{port} is no port", "correct the variable"));
        var token = Path.Combine(environment.ServiceAccount, "token");
        if (!File.Exists(token))
            problems.Add(new(new Location(token), "the service account has no token", "set automountServiceAccountToken: true on the pod"));
        var authorities = Authorities(Path.Combine(environment.ServiceAccount, "ca.crt"), problems);
        if (problems.Count > 0)
            throw new ProblemException([.. problems]);
        var ownNamespace = Path.Combine(environment.ServiceAccount, "namespace");
        return new()
        {
            Server = new Uri($"https://{(host!.Contains(':') ? $"[{host.Trim('[', ']')}]" : host)}:{(string.IsNullOrEmpty(port) ? "443" : port)}"),
            Namespace = File.Exists(ownNamespace) && File.ReadAllText(ownNamespace).Trim() is { Length: > 0 } name ? name : "default",
            Source = "the pod's service account",
            Authorities = authorities,
            Credentials = new TokenFileCredentials(token, environment.Time, null),
        };
    }

    private static X509Certificate2Collection? Authorities(string file, List<Problem> problems)
    {
        // Without a bundle the system's authorities have to do, as in client-go.
        if (!File.Exists(file))
            return null;
        var authorities = new X509Certificate2Collection();
        try
        {
            authorities.ImportFromPemFile(file);
        }
        catch (CryptographicException)
        {
            authorities.Clear();
        }

        if (authorities.Count == 0)
            problems.Add(new(new Location(file), "the file holds no certificate in PEM", "repair the service account's ca.crt"));
        return authorities;
    }
}
