using Firesteel.Console.Figures;
using Firesteel.History.Store.Sql;
using FsCheck;
using FsCheck.Fluent;

namespace Firesteel.Tests.Console;

public sealed class PlanLayoutTests
{
    [Fact]
    public void Nodes_never_overlap_and_data_flows_downwards() => Prop.ForAll(Plans().ToArbitrary(), plan =>
    {
        var graph = PlanGraph.From(plan);
        var layout = new PlanLayout(graph);
        var nodes = graph.Nodes.Where(node => !node.IsCluster).ToList();
        graph.Edges.ShouldAllBe(edge => layout.Layer(edge.From) > layout.Layer(edge.To));
        foreach (var layer in nodes.GroupBy(node => layout.Layer(node.Id)))
        {
            double[] columns = [.. layer.Select(node => layout.Column(node.Id)).Order()];
            for (var i = 1; i < columns.Length; i++)
                (columns[i] - columns[i - 1]).ShouldBeGreaterThanOrEqualTo(0.999);
        }
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_deep_plan_is_laid_out()
    {
        var plan = Node("Scan", 0);
        for (var i = 1; i < 3000; i++)
            plan = Node("Project", i, plan);
        new PlanLayout(PlanGraph.From(plan)).Layers.ShouldBe(3000);
    }

    [Fact]
    public void The_critical_path_takes_the_slower_input()
    {
        var slow = Node("Scan slow", 1);
        var fast = Node("Scan fast", 2);
        slow.Metrics.Add(new SqlMetric("scan time", 10, "timing"));
        fast.Metrics.Add(new SqlMetric("scan time", 11, "nsTiming"));
        var graph = PlanGraph.From(Node("Join", 0, fast, slow));
        var numbers = new PlanNumbers(graph, new Dictionary<long, SqlMetricValue> { [10] = new("5 s", 5000, 0), [11] = new("9 ms", 9_000_000, 0) });
        graph.Nodes.Where(node => numbers.Critical.Contains(node.Id)).Select(node => node.Name).ShouldBe(["Join", "Scan slow"], ignoreOrder: true);
        numbers.TotalTime.ShouldBe(5009);
    }

    private static Gen<PlanInfo> Plans() => Gen.Sized(size => Tree(Math.Min(size, 40)));

    private static Gen<PlanInfo> Tree(int size) =>
        from children in size <= 0 ? Gen.Constant(new List<PlanInfo>()) : Gen.Choose(0, 3).SelectMany(count => Tree(size / 4).ListOf(count)).Select(list => list.ToList())
        from number in Gen.Choose(0, 5)
        from name in Gen.Elements("Project", "Exchange", "WholeStageCodegen (1)", "InputAdapter", "Union", "ReusedExchange", "ShuffleQueryStage")
        select Node(name, number, [.. children]);

    private static PlanInfo Node(string name, int number, params PlanInfo[] children)
    {
        var plan = new PlanInfo { Name = name, Simple = $"{name} {number}" };
        plan.Children.AddRange(children);
        return plan;
    }
}
