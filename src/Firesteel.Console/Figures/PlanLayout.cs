using Firesteel.History.Store.Sql;

namespace Firesteel.Console.Figures;

/// <summary>
/// Places of a plan's nodes: sources above, the result below. Each node stands one layer over the lowest of those that take from it;
/// every source has a column of its own and every other node stands over the middle of its inputs, so that subtrees never overlap.
/// </summary>
internal sealed class PlanLayout
{
    private readonly Dictionary<long, int> layers = [];
    private readonly Dictionary<long, double> columns = [];

    public PlanLayout(PlanGraph graph)
    {
        var order = InputsFirst(graph);
        var outputs = graph.Edges.ToLookup(edge => edge.From, edge => edge.To);
        foreach (var node in Enumerable.Reverse(order))
            layers[node] = outputs[node].Select(target => layers.GetValueOrDefault(target) + 1).DefaultIfEmpty(0).Max();
        Layers = layers.Count == 0 ? 0 : layers.Values.Max() + 1;

        var inputs = graph.Edges.ToLookup(edge => edge.To, edge => edge.From);
        var next = 0.0;
        var placed = new HashSet<long>();
        foreach (var root in order.Where(node => !outputs[node].Any()))
            Place(root, inputs, placed, ref next);
        Columns = Math.Max(1, next);
    }

    public int Layers { get; }

    public double Columns { get; }

    /// <summary>0 is the result's.</summary>
    public int Layer(long node) => layers[node];

    /// <summary>In widths of a node.</summary>
    public double Column(long node) => columns[node];

    /// <summary>Nodes without clusters, inputs before what takes from them. A plan that is no DAG, which no Spark writes, is cut where it loops.</summary>
    public static List<long> InputsFirst(PlanGraph graph)
    {
        var inputs = graph.Edges.ToLookup(edge => edge.To, edge => edge.From);
        var result = new List<long>();
        var seen = new HashSet<long>();
        foreach (var start in graph.Nodes.Where(node => !node.IsCluster).Select(node => node.Id).Order())
        {
            if (!seen.Add(start))
                continue;
            var stack = new Stack<(long Node, IEnumerator<long> Inputs)>();
            stack.Push((start, inputs[start].GetEnumerator()));
            while (stack.TryPeek(out var top))
            {
                if (!top.Inputs.MoveNext())
                    result.Add(stack.Pop().Node);
                else if (seen.Add(top.Inputs.Current))
                    stack.Push((top.Inputs.Current, inputs[top.Inputs.Current].GetEnumerator()));
            }
        }

        return result;
    }

    /// <summary>Not recursive: plans of thousands of unions are deep.</summary>
    private void Place(long root, ILookup<long, long> inputs, HashSet<long> placed, ref double next)
    {
        if (!placed.Add(root))
            return;
        var stack = new Stack<(long Node, List<long> Own, int Done)>();
        stack.Push((root, Own(root), 0));
        while (stack.TryPop(out var top))
        {
            if (top.Done < top.Own.Count)
            {
                stack.Push(top with { Done = top.Done + 1 });
                var child = top.Own[top.Done];
                stack.Push((child, Own(child), 0));
                continue;
            }

            columns[top.Node] = top.Own.Count == 0 ? next++ : top.Own.Average(child => columns[child]);
        }

        List<long> Own(long node) => [.. inputs[node].Where(placed.Add)];
    }
}
