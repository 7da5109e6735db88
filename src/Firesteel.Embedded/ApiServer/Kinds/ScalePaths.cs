namespace Firesteel.Embedded.ApiServer.Kinds;

/// <summary>What the scale sub-resource reads and writes; JSON paths with a leading dot.</summary>
/// <param name="Selector">In the object; a text, or a LabelSelector for built-in kinds. Null when there is none.</param>
public sealed record ScalePaths(string SpecReplicas, string StatusReplicas, string? Selector);
