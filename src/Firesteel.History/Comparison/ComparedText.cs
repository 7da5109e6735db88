namespace Firesteel.History.Comparison;

/// <summary>A setting of two runs; null = not set.</summary>
public sealed record ComparedText(string Name, string? A, string? B);
