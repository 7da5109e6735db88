using Firesteel.History.Store;
using Firesteel.Kube.Problems;

namespace Firesteel.History.Diagnosis.Rules;

/// <summary>For much of the run no job was active: executors waited for the driver.</summary>
internal sealed class DriverBound : IHistoryRule
{
    private const double Share = 0.5;
    private const long WorthMilliseconds = 60_000;

    public string Name => "history/driver-bound";

    public string Title => "The run waited for the driver";

    public IEnumerable<Finding> Check(ApplicationStore run)
    {
        var jobs = run.Jobs.Values.Where(job => job is { Submitted: >= 0, Completed: >= 0 }).OrderBy(job => job.Submitted).ToList();
        if (run.Ended < 0 || jobs.Count == 0)
            yield break;
        long busy = 0, until = 0, longestGap = 0;
        foreach (var job in jobs)
        {
            if (until > 0)
                longestGap = Math.Max(longestGap, job.Submitted - until);
            busy += Math.Max(0, job.Completed - Math.Max(job.Submitted, until));
            until = Math.Max(until, job.Completed);
        }

        var total = run.Ended - jobs[0].Submitted; // start-up is another matter
        var alone = total - busy;
        if (alone < WorthMilliseconds || alone < Share * total)
            yield break;
        yield return new Finding(
            Name,
            new Problem(
                new Location("driver"),
                $"no job ran for {Evidence.Time(alone)} of {Evidence.Time(total)} ({Evidence.Share((double)alone / total)}); the longest pause between jobs was {Evidence.Time(longestGap)}",
                "look for collect(), toPandas(), listing of many files or plain Python loops on the driver; let executors go meanwhile with spark.dynamicAllocation.enabled=true",
                Severity.Warning),
            Evidence.Of(("without a job", Evidence.Time(alone)), ("run", Evidence.Time(total)), ("longest pause", Evidence.Time(longestGap)), ("jobs", $"{jobs.Count}")),
            ["jobs"],
            alone);
    }
}
