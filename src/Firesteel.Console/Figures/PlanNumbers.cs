using System.Text.RegularExpressions;
using Firesteel.History.Store.Sql;

namespace Firesteel.Console.Figures;

/// <summary>What a plan's nodes spent and gave on: ms and rows out of their metrics, and the path that took the most time.</summary>
internal sealed partial class PlanNumbers
{
    private readonly PlanGraph graph;
    private readonly IReadOnlyDictionary<long, SqlMetricValue> values;
    private readonly Dictionary<long, double> times = [];

    public PlanNumbers(PlanGraph graph, IReadOnlyDictionary<long, SqlMetricValue> values)
    {
        this.graph = graph;
        this.values = values;
        foreach (var node in graph.Nodes.Where(node => !node.IsCluster))
            times[node.Id] = OwnTime(node);
        ShareClusters();
        Critical = FindCritical();
    }

    /// <summary>Nodes of the most expensive way from a source to the result.</summary>
    public IReadOnlySet<long> Critical { get; }

    /// <summary>ms over all tasks; 0 = nothing was measured.</summary>
    public double Time(long node) => times.GetValueOrDefault(node);

    public double TotalTime => times.Values.Sum();

    /// <summary>Rows that the node gave on; null if it does not count them.</summary>
    public long? Rows(PlanNode node) => Total(node, "number of output rows") ?? Total(node, "records read") ?? Total(node, "shuffle records written") ?? Total(node, "records written");

    public double ClusterTime(PlanNode cluster) => cluster.Metrics.Where(metric => metric.Name == "duration").Sum(Milliseconds);

    /// <summary>Metrics with values, without their per-task lines.</summary>
    public IEnumerable<(string Name, string Value)> Metrics(PlanNode node) =>
        node.Metrics.Where(metric => values.ContainsKey(metric.AccumulatorId)).Select(metric => (metric.Name.Trim(), Short(values[metric.AccumulatorId].Text)));

    private static string Short(string text)
    {
        var total = text.TrimStart('\n').Split('\n');
        var line = total.Length > 1 ? total[1] : total[0];
        return Bracket().Replace(line, "").Trim();
    }

    private double OwnTime(PlanNode node) => node.Metrics.Where(metric => metric.Name != "duration" || !InCluster(node)).Sum(Milliseconds);

    private static bool InCluster(PlanNode node) => node.Cluster is not null;

    private double Milliseconds(SqlMetric metric) => metric.Kind switch
    {
        "timing" => Math.Max(0, values.GetValueOrDefault(metric.AccumulatorId)?.Total ?? 0),
        "nsTiming" => Math.Max(0, values.GetValueOrDefault(metric.AccumulatorId)?.Total ?? 0) / 1e6,
        _ => 0,
    };

    private long? Total(PlanNode node, string name) =>
        node.Metrics.FirstOrDefault(metric => metric.Name.Trim() == name) is { } metric && values.TryGetValue(metric.AccumulatorId, out var value) ? value.Total : null;

    /// <summary>What a generated stage spent beyond what its nodes measured belongs to the nodes that measured nothing, in equal parts.</summary>
    private void ShareClusters()
    {
        foreach (var cluster in graph.Nodes.Where(node => node.IsCluster))
        {
            var inside = graph.Nodes.Where(node => node.Cluster == cluster.Id).ToList();
            var silent = inside.Where(node => times[node.Id] <= 0).ToList();
            var rest = ClusterTime(cluster) - inside.Sum(node => times[node.Id]);
            if (rest <= 0 || inside.Count == 0)
                continue;
            var takers = silent.Count > 0 ? silent : inside;
            foreach (var node in takers)
                times[node.Id] += rest / takers.Count;
        }
    }

    private HashSet<long> FindCritical()
    {
        var inputs = graph.Edges.GroupBy(edge => edge.To).ToDictionary(group => group.Key, group => group.Select(edge => edge.From).ToList());
        var best = new Dictionary<long, (double Cost, long From)>();
        foreach (var node in PlanLayout.InputsFirst(graph))
        {
            var from = inputs.GetValueOrDefault(node)?.MaxBy(input => best.GetValueOrDefault(input).Cost) ?? -1;
            best[node] = (Time(node) + (from < 0 ? 0 : best.GetValueOrDefault(from).Cost), from);
        }

        var result = new HashSet<long>();
        if (best.Count == 0 || best.Values.Max(entry => entry.Cost) <= 0)
            return result;
        var givers = graph.Edges.Select(edge => edge.From).ToHashSet();
        for (var node = best.Where(entry => !givers.Contains(entry.Key)).MaxBy(entry => entry.Value.Cost).Key; node >= 0 && result.Add(node);)
            node = best[node].From;
        return result;
    }

    [GeneratedRegex(@"\s*\([^()]*(\([^()]*\)[^()]*)*\)\s*$")]
    private static partial Regex Bracket();
}
