using System.Text;

namespace Firesteel.Embedded.ApiServer.Hosting;

/// <summary>A kubeconfig for the administrator, as kubectl, helm and the clients of every language read it.</summary>
internal static class KubeconfigText
{
    public static string Of(Uri address, string? authorityPem, string token, string name = "firesteel")
    {
        var authority = authorityPem is null ? "" : $"\n    certificate-authority-data: {Convert.ToBase64String(Encoding.ASCII.GetBytes(authorityPem))}";
        return $"""
            apiVersion: v1
            kind: Config
            clusters:
            - name: {name}
              cluster:
                server: {address.GetLeftPart(UriPartial.Authority)}{authority}
            contexts:
            - name: {name}
              context:
                cluster: {name}
                user: {name}
                namespace: default
            current-context: {name}
            users:
            - name: {name}
              user:
                token: {token}

            """;
    }
}
