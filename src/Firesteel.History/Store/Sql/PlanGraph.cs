namespace Firesteel.History.Store.Sql;

/// <summary>The plan as Spark's UI and REST show it: nodes in Spark's "all nodes" order, clusters after what they hold, and edges.</summary>
public sealed class PlanGraph
{
    private readonly List<PlanNode> nodes = [];
    private readonly List<PlanEdge> edges = [];
    private readonly List<(PlanInfo Plan, long Id)> exchanges = [];
    private readonly List<TopLevel> topLevel = [];
    private long next;

    private readonly bool hidesResultStages;

    private PlanGraph(bool hidesResultStages) => this.hidesResultStages = hidesResultStages;

    public IReadOnlyList<PlanNode> Nodes => nodes;

    public IReadOnlyList<PlanEdge> Edges => edges;

    /// <param name="hidesResultStages">Spark 3.5 shows <c>ResultQueryStage</c>, which only plans of Spark 4 have, as a node.</param>
    public static PlanGraph From(PlanInfo plan, bool hidesResultStages = true)
    {
        var graph = new PlanGraph(hidesResultStages);
        graph.Build(plan, cluster: null, parent: null, subgraph: null);
        foreach (var entry in graph.topLevel)
            entry.Flatten(graph.nodes);
        return graph;
    }

    private void Build(PlanInfo plan, long? cluster, long? parent, TopLevel? subgraph)
    {
        switch (plan.Name)
        {
            case var name when name.StartsWith("WholeStageCodegen", StringComparison.Ordinal):
                var id = next++;
                var entry = new TopLevel(new PlanNode(id, name, plan.Simple, plan.Metrics, plan.Metadata, IsCluster: true, null));
                topLevel.Add(entry);
                foreach (var child in plan.Children.Take(1))
                    Build(child, id, parent, entry);
                break;
            case "InputAdapter":
                foreach (var child in plan.Children.Take(1))
                    Build(child, null, parent, null);
                break;
            case "BroadcastQueryStage" or "ShuffleQueryStage":
                foreach (var child in plan.Children.Take(1))
                {
                    if (Known(child) is { } known)
                        Link(known, parent);
                    else
                        Build(child, null, parent, null);
                }

                break;
            case "TableCacheQueryStage":
            case "ResultQueryStage" when hidesResultStages:
                foreach (var child in plan.Children.Take(1))
                    Build(child, null, parent, null);
                break;
            case "Subquery" when subgraph is not null:
                Build(plan, null, parent, null);
                break;
            case "Subquery" when Known(plan) is { } known:
                Link(known, parent);
                break;
            case "ReusedSubquery":
                foreach (var child in plan.Children.Take(1))
                    Build(child, cluster, parent, subgraph);
                break;
            case "ReusedExchange" when plan.Children.Count > 0 && Known(plan.Children[0]) is { } known:
                Link(known, parent);
                break;
            default:
                Add(plan, cluster, parent, subgraph);
                break;
        }
    }

    private void Add(PlanInfo plan, long? cluster, long? parent, TopLevel? subgraph)
    {
        var node = new PlanNode(next++, plan.Name, plan.Simple, plan.Metrics, plan.Metadata, IsCluster: false, cluster);
        if (subgraph is null)
            topLevel.Add(new TopLevel(node));
        else
            subgraph.Inner.Add(node);
        if (plan.Name.Contains("Exchange", StringComparison.Ordinal) || plan.Name == "Subquery")
            exchanges.Add((plan, node.Id));
        Link(node.Id, parent);
        foreach (var child in plan.Children)
            Build(child, cluster, node.Id, subgraph);
    }

    private void Link(long from, long? to)
    {
        if (to is { } target)
            edges.Add(new PlanEdge(from, target));
    }

    private long? Known(PlanInfo plan)
    {
        foreach (var (known, id) in exchanges)
        {
            if (known.SameAs(plan))
                return id;
        }

        return null;
    }

    private sealed record TopLevel(PlanNode Node)
    {
        public List<PlanNode> Inner { get; } = [];

        public void Flatten(List<PlanNode> target)
        {
            target.AddRange(Inner);
            target.Add(Node);
        }
    }
}
