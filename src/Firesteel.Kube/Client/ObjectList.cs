using Firesteel.Kube.Objects;

namespace Firesteel.Kube.Client;

/// <param name="ResourceVersion">From which a watch goes on.</param>
/// <param name="Continue">Null on the last page.</param>
public sealed record ObjectList(IReadOnlyList<KubeObject> Items, string ResourceVersion, string? Continue = null);
