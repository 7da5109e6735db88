namespace Firesteel.History.Comparison;

/// <summary>A number of two runs; -1 = one of them has none.</summary>
public sealed record ComparedNumber(string Name, string Unit, long A, long B);
