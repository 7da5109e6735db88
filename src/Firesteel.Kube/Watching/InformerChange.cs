using Firesteel.Kube.Objects;

namespace Firesteel.Kube.Watching;

/// <param name="Before">What the cache held; null for an addition.</param>
/// <param name="After">What it holds now; null for a deletion.</param>
public sealed record InformerChange(InformerChangeType Type, KubeObject? Before, KubeObject? After)
{
    /// <summary>The object as it is, or as it was last seen.</summary>
    public KubeObject Object => After ?? Before!;

    public ObjectKey Key => Object.Key;
}
