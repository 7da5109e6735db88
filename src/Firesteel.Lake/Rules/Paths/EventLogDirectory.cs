using System.Text.RegularExpressions;
using Firesteel.Kube.Problems;
using Firesteel.Lake.Checking;
using Firesteel.Lake.Specification;

namespace Firesteel.Lake.Rules.Paths;

/// <summary>The event log's directory does not exist.</summary>
internal sealed partial class EventLogDirectory : ILogRule, IProbeRule
{
    public RuleInfo Info { get; } = new("lake/event-log-directory", Severity.Error, "The directory does not exist in the bucket",
        "A directory on S3 exists as long as a key lies below it. The history server, and every job that writes event logs, looks for the directory at its start and gives up if there is none; running a job first does not help, it fails the same way. A hidden file .keep makes it exist.");

    public IEnumerable<Finding> Check(LogLine line)
    {
        if (LogDirectory().Match(line.Text) is { Success: true } log)
            yield return Info.At(line.Where, $"the directory of event logs {log.Groups["dir"].Value} does not exist", Cure(log.Groups["dir"].Value));
        else if (NoFile().Match(line.Text) is { Success: true } file && !file.Groups["path"].Value.Contains("_temporary", StringComparison.Ordinal))
            yield return Info.At(line.Where, $"{file.Groups["path"].Value} does not exist", Cure(file.Groups["path"].Value));
    }

    public IEnumerable<Finding> Check(ProbeResult probe)
    {
        if (probe is { Probe: ProbeNames.Prefix, Ok: false })
            yield return Info.At(Location.Field(probe.Subject), $"nothing lies below {probe.Subject}: for Spark the directory does not exist", "run firesteel lake apply, which writes the marker .keep");
    }

    private static string Cure(string path)
    {
        var s3 = S3Path.Parse(path.TrimEnd('.', ',', ')'));
        return s3 is null ? "make the directory: firesteel lake apply" : $"make it exist: firesteel lake apply, or echo | firesteel lake cp - s3://{s3.Bucket}/{s3.Key.TrimEnd('/')}/.keep";
    }

    [GeneratedRegex(@"Log directory specified does not exist: (?<dir>\S+?)(?:\s|$)")]
    private static partial Regex LogDirectory();

    [GeneratedRegex(@"FileNotFoundException: No such file or directory: (?<path>s3a://\S+)")]
    private static partial Regex NoFile();
}
