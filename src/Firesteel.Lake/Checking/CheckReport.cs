using Firesteel.Kube.Problems;
using Firesteel.Lake.Rules;

namespace Firesteel.Lake.Checking;

/// <summary>What a check found, each thing once.</summary>
public sealed class CheckReport
{
    private readonly List<Finding> _findings = [];
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);
    private int _line;

    public IReadOnlyList<Finding> Findings => _findings;

    /// <summary>Probes asked, and those that did not hold.</summary>
    public int Asked { get; private set; }

    public int Bad { get; private set; }

    public bool Failed => Bad > 0;

    public void Add(ProbeResult probe)
    {
        Asked++;
        if (probe.Ok)
            return;
        Bad++;
        var explained = LakeRules.Check(probe);
        if (explained.IsEmpty)
            explained = [new Finding("lake/unexplained", new Problem(Location.Field(probe.Subject), $"{probe.Probe} {probe.Fact("action")} failed: {probe.Code} {probe.Message}".TrimEnd(), "this failure has no rule yet"))];
        Add(explained);
    }

    /// <summary>A line of the job's log. A rule speaks once: a log says the same many times.</summary>
    public void AddLog(string line)
    {
        _line++;
        foreach (var finding in LakeRules.Check(new LogLine(line, Location.Field($"log line {_line}"))))
        {
            if (_seen.Add(finding.Rule + " in the log"))
                _findings.Add(finding);
        }
    }

    public void Add(IEnumerable<Finding> findings)
    {
        foreach (var finding in findings)
        {
            if (_seen.Add(finding.ToString()))
                _findings.Add(finding);
        }
    }
}
