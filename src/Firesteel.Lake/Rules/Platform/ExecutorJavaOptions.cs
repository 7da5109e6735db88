using System.Text.RegularExpressions;
using Firesteel.Kube.Problems;
using Firesteel.Lake.Rules.Configurations;

namespace Firesteel.Lake.Rules.Platform;

/// <summary>Spark options or heap size in the executors' Java options.</summary>
internal sealed partial class ExecutorJavaOptions : IConfigurationRule, ILogRule
{
    private static readonly string[] Options = ["spark.executor.extraJavaOptions", "spark.executor.defaultJavaOptions"];

    public RuleInfo Info { get; } = new("lake/executor-java-options", Severity.Error, "Spark options do not belong into Java options",
        "Spark refuses -Dspark... and -Xmx in the executors' Java options: they would be ignored or contradict spark.executor.memory. Moving them to the driver's Java options silences the check but reaches no executor. They belong into sparkConf. In SPARK_HISTORY_OPTS -Dspark... is right.");

    public IEnumerable<Finding> Check(SparkConfiguration configuration)
    {
        foreach (var options in Options.Select(configuration.Find).OfType<SparkProperty>())
        {
            var moved = SystemProperty().Matches(options.Value).Select(match => (match.Groups["name"].Value, (string?)match.Groups["value"].Value)).ToList();
            var heap = Heap().Match(options.Value);
            if (moved.Count == 0 && !heap.Success)
                continue;
            var rest = Heap().Replace(SystemProperty().Replace(options.Value, ""), "").Trim();
            var what = heap.Success ? $"{options.Name} sets the heap ({heap.Value.Trim()})" : $"{options.Name} sets {string.Join(", ", moved.Select(pair => pair.Item1))}";
            yield return Info.At(options.Where, $"{what}, which Spark refuses", heap.Success ? "set executor.memory instead" : "write them into sparkConf", configuration.Set([.. moved, (options.Name, rest.Length > 0 ? rest : null)]));
        }
    }

    public IEnumerable<Finding> Check(LogLine line)
    {
        if (Refused().Match(line.Text) is { Success: true } match)
            yield return Info.At(line.Where, $"{match.Groups["key"].Value} holds what Spark refuses there: {match.Groups["val"].Value}", "move -Dspark... into sparkConf and -Xmx into executor.memory");
    }

    [GeneratedRegex(@"-D(?<name>spark\.[^=\s]+)=(?<value>\S*)\s*")]
    private static partial Regex SystemProperty();

    [GeneratedRegex(@"-Xmx\S+\s*")]
    private static partial Regex Heap();

    [GeneratedRegex(@"(?<key>spark\.\S*extraJavaOptions) is not allowed to (?:set Spark options|specify max heap)[^(]*\(was '(?<val>[^']*)'\)")]
    private static partial Regex Refused();
}
