namespace Firesteel.Console.Pages;

/// <summary>How a run ended, as far as its log was read.</summary>
/// <param name="Reason">First line of the first failure; null if nothing failed.</param>
public sealed record Outcome(int FailedJobs, string? Reason);
