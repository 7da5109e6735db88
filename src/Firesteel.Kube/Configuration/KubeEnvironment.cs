namespace Firesteel.Kube.Configuration;

/// <summary>Where configuration is looked for; a test gives its own.</summary>
public sealed record KubeEnvironment
{
    /// <summary>That of this process.</summary>
    public static KubeEnvironment Process { get; } = new();

    public Func<string, string?> Variable { get; init; } = Environment.GetEnvironmentVariable;

    /// <summary>Holds <c>.kube/config</c>.</summary>
    public string Home { get; init; } = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);

    /// <summary>Holds <c>token</c>, <c>ca.crt</c> and <c>namespace</c> in a pod.</summary>
    public string ServiceAccount { get; init; } = "/var/run/secrets/kubernetes.io/serviceaccount";

    public TimeProvider Time { get; init; } = TimeProvider.System;
}
