namespace Firesteel.Embedded.Controllers;

/// <param name="CaCertificate">PEM of the authority that signed the API server's certificate; every namespace gets it as <c>kube-root-ca.crt</c>.</param>
public sealed record ControllerOptions(string CaCertificate)
{
    /// <summary>Keys that one controller works on at once.</summary>
    public int Workers { get; init; } = 4;

    /// <summary>Where claims' volumes lie on the node, as their PersistentVolumes say.</summary>
    public string ClaimDirectory { get; init; } = "/var/lib/firesteel/claims";
}
