namespace Firesteel.Kube.Client;

/// <param name="Limit">Page size; null asks for everything in one answer.</param>
/// <param name="Continue">Token of the previous page.</param>
public sealed record ListQuery(
    string? LabelSelector = null, string? FieldSelector = null, int? Limit = null, string? Continue = null, string? ResourceVersion = null);
