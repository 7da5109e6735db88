namespace Firesteel.Kube.Objects;

/// <param name="Namespace">Empty for a cluster-scoped object.</param>
public readonly record struct ObjectKey(string Namespace, string Name)
{
    public override string ToString() => Namespace.Length == 0 ? Name : $"{Namespace}/{Name}";
}
