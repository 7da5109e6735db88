using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Firesteel.Kube.Configuration.Credentials;
using Firesteel.Kube.Problems;

namespace Firesteel.Kube.Configuration;

/// <summary>From a context's name to a server and credentials; every problem on the way is noted before it gives up.</summary>
internal sealed class KubeconfigResolution(
    IReadOnlyDictionary<string, KubeconfigEntry> clusters,
    IReadOnlyDictionary<string, KubeconfigEntry> users,
    IReadOnlyDictionary<string, KubeconfigEntry> contexts,
    KubeEnvironment environment)
{
    private readonly List<Problem> problems = [];

    public KubeConfiguration Resolve(string? asked, (string Name, Location Where)? current)
    {
        var context = Context(asked, current);
        var cluster = context is null ? null : Linked(context, "cluster", clusters);
        var user = context?.Json["user"] is null ? null : Linked(context, "user", users);
        var server = cluster is null ? null : Address(cluster, "server");
        if (cluster is not null && server is null && problems.Count == 0)
            problems.Add(new(cluster.Where(), $"the cluster {cluster.Name} has no server", "add server: https://HOST:PORT"));
        var skips = cluster?.Flag("insecure-skip-tls-verify", problems) == true;
        var configuration = new KubeConfiguration
        {
            Server = server ?? new Uri("https://unresolved.invalid"),
            Namespace = context?.Text("namespace", problems) ?? "default",
            Source = context is null ? "" : $"{context.File} (context {context.Name})",
            Authorities = cluster is null || skips ? null : Authorities(cluster),
            SkipTlsVerify = skips,
            TlsServerName = cluster?.Text("tls-server-name", problems),
            Proxy = cluster is null ? null : Address(cluster, "proxy-url"),
            Credentials = user is null ? NoCredentials.Instance : Credentials(user, cluster),
        };
        return problems.Count == 0 ? configuration : throw new ProblemException([.. problems]);
    }

    private KubeconfigEntry? Context(string? asked, (string Name, Location Where)? current)
    {
        if ((asked ?? current?.Name) is not { } name)
        {
            problems.Add(new(Location.None, "the kubeconfig has no current-context", $"choose one with --context or kubectl config use-context; there are: {Known(contexts)}"));
            return null;
        }

        if (contexts.TryGetValue(name, out var context))
            return context;
        var where = asked is null ? current!.Value.Where : Location.Option("--context");
        problems.Add(new(where, $"no context is called {name}", $"there are: {Known(contexts)}"));
        return null;
    }

    private KubeconfigEntry? Linked(KubeconfigEntry context, string kind, IReadOnlyDictionary<string, KubeconfigEntry> among)
    {
        if (context.Text(kind, problems) is not { } name)
            problems.Add(new(context.Where(kind), $"the context {context.Name} names no {kind}", $"add {kind}: NAME; there are: {Known(among)}"));
        else if (among.TryGetValue(name, out var found))
            return found;
        else
            problems.Add(new(context.Where(kind), $"no {kind} is called {name}", $"there are: {Known(among)}"));
        return null;
    }

    private Uri? Address(KubeconfigEntry cluster, string field)
    {
        if (cluster.Text(field, problems) is not { } text)
            return null;
        if (Uri.TryCreate(text.Contains("://", StringComparison.Ordinal) ? text : "https://" + text, UriKind.Absolute, out var address)
            && address.Scheme is "http" or "https" or "socks5" && address.Host.Length > 0)
            return address;
        problems.Add(new(cluster.Where(field), $"{field} is no address", "write https://HOST:PORT"));
        return null;
    }

    private X509Certificate2Collection? Authorities(KubeconfigEntry cluster)
    {
        if (cluster.Content("certificate-authority", problems) is not { } bytes)
            return null;
        var authorities = new X509Certificate2Collection();
        try
        {
            authorities.ImportFromPem(Encoding.UTF8.GetString(bytes));
        }
        catch (CryptographicException)
        {
            authorities.Clear();
        }

        if (authorities.Count > 0)
            return authorities;
        var field = cluster.Json.ContainsKey("certificate-authority-data") ? "certificate-authority-data" : "certificate-authority";
        problems.Add(new(cluster.Where(field), $"{field} holds no certificate in PEM", "write the kubeconfig again"));
        return null;
    }

    private ICredentials Credentials(KubeconfigEntry user, KubeconfigEntry? cluster)
    {
        var certificate = Certificate(user);
        if (user.Text("token", problems) is { } token && user.Json["tokenFile"] is null)
            return new StaticCredentials("Bearer", token, certificate);
        if (user.Text("tokenFile", problems) is { } file)
            return new TokenFileCredentials(user.Resolved(file), environment.Time, certificate);
        if (user.Text("username", problems) is { } name)
            return new StaticCredentials("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{name}:{user.Text("password", problems)}")), certificate);
        if (user.Json["exec"] is not null)
            return ExecPlugin.From(user, cluster, problems) is { } plugin ? new ExecCredentials(plugin, environment.Time) : NoCredentials.Instance;
        if (user.Json["auth-provider"] is not null)
            problems.Add(new(user.Where("auth-provider"), "auth-provider was removed from Kubernetes", "let the provider's tool write a user with exec"));
        return certificate is null ? NoCredentials.Instance : new StaticCredentials(null, null, certificate);
    }

    private X509Certificate2? Certificate(KubeconfigEntry user)
    {
        var certificate = user.Content("client-certificate", problems);
        var key = user.Content("client-key", problems);
        if (certificate is null && key is null)
            return null;
        if (certificate is null || key is null)
        {
            if (problems.Count == 0)
                problems.Add(new(user.Where(), $"the user {user.Name} has {(key is null ? "a client certificate without its key" : "a key without its client certificate")}", "add client-certificate(-data) and client-key(-data)"));
            return null;
        }

        try
        {
            return X509Certificate2.CreateFromPem(Encoding.UTF8.GetString(certificate), Encoding.UTF8.GetString(key));
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException)
        {
            problems.Add(new(user.Where(), $"the client certificate and key of the user {user.Name} are no pair in PEM", "write the kubeconfig again"));
            return null;
        }
    }

    private static string Known(IReadOnlyDictionary<string, KubeconfigEntry> among) => among.Count == 0 ? "none" : string.Join(", ", among.Keys);
}
