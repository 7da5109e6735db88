using System.Security.Cryptography.X509Certificates;
using Firesteel.Kube.Configuration.Credentials;
using Firesteel.Kube.Configuration.Transport;
using Firesteel.Kube.Problems;

namespace Firesteel.Kube.Configuration;

/// <summary>How to reach one API server and as whom.</summary>
public sealed class KubeConfiguration
{
    public required Uri Server { get; init; }

    /// <summary>The namespace of whoever names none.</summary>
    public string Namespace { get; init; } = "default";

    /// <summary>Where all this came from, for people.</summary>
    public string Source { get; init; } = "";

    /// <summary>Null trusts what the system trusts.</summary>
    public X509Certificate2Collection? Authorities { get; init; }

    /// <summary>Any certificate will do (<c>insecure-skip-tls-verify</c>).</summary>
    public bool SkipTlsVerify { get; init; }

    /// <summary>The name that the server's certificate must carry, when it is not the server's address.</summary>
    public string? TlsServerName { get; init; }

    public Uri? Proxy { get; init; }

    internal ICredentials Credentials { get; init; } = NoCredentials.Instance;

    /// <summary>
    /// What is configured, looked for where kubectl looks: <paramref name="file"/>, KUBECONFIG, <c>~/.kube/config</c>, then the pod's service account.
    /// </summary>
    /// <param name="file">A kubeconfig; null to look for one.</param>
    /// <param name="context">Null takes the current context.</param>
    /// <param name="environment">Null is this process'.</param>
    /// <exception cref="ProblemException">Nothing is configured, or it is wrong.</exception>
    public static KubeConfiguration Load(string? file = null, string? context = null, KubeEnvironment? environment = null)
    {
        environment ??= KubeEnvironment.Process;
        var kubeconfig = file is null ? Kubeconfig.Find(environment) : Kubeconfig.Open([file], environment, mustExist: true);
        if (kubeconfig is { IsEmpty: false } || file is not null || context is not null)
            return kubeconfig.Resolve(context);
        if (InCluster.IsPresent(environment))
            return InCluster.Load(environment);
        throw new ProblemException([.. kubeconfig.Problems, new Problem(
            Location.None, "no cluster is configured: there is no KUBECONFIG, no ~/.kube/config and no service account of a pod", "name a kubeconfig with --kubeconfig FILE, or start a platform with: firesteel up")]);
    }

    /// <summary>A client for this server: TLS, proxy, credentials. It has no time limit of its own, because watches last.</summary>
    public HttpClient CreateHttpClient() => HttpTransport.Create(this);
}
