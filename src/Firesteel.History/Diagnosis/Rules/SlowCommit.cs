using Firesteel.History.Store;
using Firesteel.History.Store.Sql;
using Firesteel.Kube.Problems;

namespace Firesteel.History.Diagnosis.Rules;

/// <summary>
/// A write to S3 goes on long after its last task ended: the committer renames, which on an object store is a copy. Told by the
/// pause between the end of the execution's last job and its own end, and by the output path.
/// </summary>
internal sealed class SlowCommit : IHistoryRule
{
    private const long WorthMilliseconds = 10_000;
    private const double Share = 0.2;

    public string Name => "history/slow-commit";

    public string Title => "Committing output on S3 is slow";

    public IEnumerable<Finding> Check(ApplicationStore run)
    {
        foreach (var execution in run.Sql.Values.Where(execution => execution is { Completed: >= 0, Plan: not null } && execution.Jobs.Count > 0 && WritesToS3(execution.Plan)))
        {
            var lastJob = execution.Jobs.Keys.Select(id => run.Jobs.GetValueOrDefault(id)?.Completed ?? -1).Max();
            var pause = lastJob < 0 ? 0 : execution.Completed - lastJob;
            var total = execution.Completed - execution.Submitted;
            if (pause < WorthMilliseconds || pause < Share * total)
                continue;
            var committer = run.Environment.Spark.GetValueOrDefault("spark.hadoop.fs.s3a.committer.name", "not set");
            yield return new Finding(
                Name,
                new Problem(
                    new Location($"SQL execution {execution.Id} ({execution.Description})"),
                    $"after the last job the commit took {Evidence.Time(pause)} of {Evidence.Time(total)}; spark.hadoop.fs.s3a.committer.name is {committer}",
                    "set spark.hadoop.fs.s3a.committer.name=magic with spark.sql.sources.commitProtocolClass=org.apache.spark.internal.io.cloud.PathOutputCommitProtocol, or write a table format",
                    Severity.Warning),
                Evidence.Of(("commit", Evidence.Time(pause)), ("execution", Evidence.Time(total)), ("committer", committer)),
                [$"sql/{execution.Id}"],
                pause);
        }
    }

    private static bool WritesToS3(PlanInfo plan) =>
        (plan.Name.Contains("Insert", StringComparison.Ordinal) || plan.Name.Contains("Write", StringComparison.Ordinal) || plan.Name.Contains("Append", StringComparison.Ordinal) || plan.Name.Contains("Create", StringComparison.Ordinal) || plan.Name.Contains("Execute", StringComparison.Ordinal))
            && (plan.Simple.Contains("s3a://", StringComparison.Ordinal) || plan.Simple.Contains("s3://", StringComparison.Ordinal))
        || plan.Children.Exists(WritesToS3);
}
