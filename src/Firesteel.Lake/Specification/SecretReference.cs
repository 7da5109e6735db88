namespace Firesteel.Lake.Specification;

/// <summary>A Kubernetes secret and the names of its two keys.</summary>
public sealed record SecretReference(string Namespace, string Name, string AccessKey, string SecretKey);
