using Firesteel.History.Hosting;
using Firesteel.History.Reporting;

namespace Firesteel.Cli.Applications;

/// <summary>What the history server knows of a run that has just ended.</summary>
internal sealed class RunHistory(HistoryServer history)
{
    /// <param name="id">Spark's name of the application: <c>spark-…</c>.</param>
    /// <returns>Its first lines, as <c>firesteel history show</c> prints them, and what to change.</returns>
    public async Task<IReadOnlyList<string>> DescribeAsync(string id, CancellationToken stop)
    {
        await history.Library.ScanAsync(stop);
        if (history.Library.List.Find(id)?.Attempts.FirstOrDefault() is not { } attempt)
            return [$"there is no event log of {id}"];
        var report = RunReport.Of(await history.Library.OpenAsync(attempt, stop));
        return [.. report.Lines().TakeWhile(line => line.Length > 0), .. report.Findings.Select(finding => finding.Problem.ToString())];
    }
}
