using Firesteel.Kube.Objects;

namespace Firesteel.Embedded.ApiServer.Rules;

/// <summary>What rules may look at beside the object itself.</summary>
/// <param name="Find">An object by group, plural and key; null when there is none.</param>
/// <param name="Warn">Adds a Warning header to the answer.</param>
internal sealed record RuleContext(DateTimeOffset Now, bool DryRun, Func<string, string, ObjectKey, KubeObject?> Find, Action<string> Warn)
{
    /// <summary>What is written: empty for the object itself.</summary>
    public string Subresource { get; init; } = "";

    public string Timestamp => Now.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'");
}
