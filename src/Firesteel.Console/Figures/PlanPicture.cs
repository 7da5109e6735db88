using Firesteel.Console.Formats;
using Firesteel.Console.Markup;
using Firesteel.History.Store.Sql;

namespace Firesteel.Console.Figures;

/// <summary>The plan graph: times and rows on the nodes, rows on the edges, the most expensive path marked.</summary>
internal static class PlanPicture
{
    private const double NodeWidth = 216;
    private const double NodeHeight = 62;
    private const double GapX = 22;
    private const double GapY = 40;
    private const int MaxName = 28;

    public static Html Render(PlanGraph graph, PlanNumbers numbers)
    {
        var layout = new PlanLayout(graph);
        var nodes = graph.Nodes.Where(node => !node.IsCluster).ToDictionary(node => node.Id);
        if (nodes.Count == 0)
            return Html.Of($"<p class=\"nothing\">The plan has no nodes.</p>");
        var codegen = graph.Nodes.Where(node => node.IsCluster).ToDictionary(node => node.Id);
        var width = (layout.Columns * (NodeWidth + GapX)) + GapX;
        var height = (layout.Layers * (NodeHeight + GapY)) + 8;
        double X(long node) => GapX + (layout.Column(node) * (NodeWidth + GapX));
        double Y(long node) => height - ((layout.Layer(node) + 1) * (NodeHeight + GapY)) + (GapY / 2);
        var most = nodes.Values.Select(node => numbers.Rows(node) ?? 0).DefaultIfEmpty(0).Max();
        var total = numbers.TotalTime;

        var edges = graph.Edges.Where(edge => nodes.ContainsKey(edge.From) && nodes.ContainsKey(edge.To)).Select(edge =>
        {
            var (x1, y1, x2, y2) = (X(edge.From) + (NodeWidth / 2), Y(edge.From) + NodeHeight, X(edge.To) + (NodeWidth / 2), Y(edge.To));
            var rows = numbers.Rows(nodes[edge.From]);
            var thick = rows is > 0 && most > 0 ? 1.2 + (4 * Math.Log(1 + rows.Value) / Math.Log(1 + most)) : 1.2;
            var critical = numbers.Critical.Contains(edge.From) && numbers.Critical.Contains(edge.To);
            var label = rows is { } count ? Html.Of($"<text class=\"edge-label\" x=\"{x1 + 6}\" y=\"{y1 + 15}\">{Amount.Short(count)} {(count == 1 ? "row" : "rows")}</text>") : Html.Empty;
            return Html.Of($"<path class=\"{(critical ? "edge critical" : "edge")}\" stroke-width=\"{thick}\" d=\"M{x1} {y1}C{x1} {y1 + 26} {x2} {y2 - 26} {x2} {y2}\"/>{label}");
        });
        var boxes = nodes.Values.Select(node =>
        {
            var (x, y) = (X(node.Id), Y(node.Id));
            var time = numbers.Time(node.Id);
            var stage = node.Cluster is { } id && codegen.TryGetValue(id, out var cluster) ? cluster.Name : null;
            var second = time > 0 ? $"{Amount.Duration(time)} · {Amount.Share(time, total)}" : "";
            var share = total > 0 ? time / total * (NodeWidth - 2) : 0;
            var kind = node.Name.Contains("Exchange", StringComparison.Ordinal) ? " exchange" : node.Name.Contains("Scan", StringComparison.Ordinal) || node.Name.Contains("Relation", StringComparison.Ordinal) ? " source" : "";
            return Html.Of($"""
                <g class="node{kind}{(numbers.Critical.Contains(node.Id) ? " critical" : "")}"><title>{node.Simple}</title><rect class="shape" x="{x}" y="{y}" width="{NodeWidth}" height="{NodeHeight}" rx="6"/>{Html.Of($"<rect class=\"ember\" x=\"{x + 1}\" y=\"{y + NodeHeight - 5}\" width=\"{share}\" height=\"4\" rx=\"2\"/>").If(share > 0.5)}<text class="name" x="{x + 10}" y="{y + 19}">{Cut(node.Name.Trim())}</text><text class="axis" x="{x + 10}" y="{y + 35}">{second}</text><text class="axis" x="{x + 10}" y="{y + 50}">{(numbers.Rows(node) is { } rows ? Amount.Short(rows) + (rows == 1 ? " row" : " rows") : "")}{(stage is null ? "" : (numbers.Rows(node) is null ? "" : " · ") + stage.Replace("WholeStageCodegen", "codegen", StringComparison.Ordinal))}</text></g>
                """);
        });
        return Html.Of($"<svg class=\"plan\" width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\" role=\"img\" aria-label=\"Plan of {nodes.Count} operators; sources above, result below\">{edges}{boxes}</svg>");
    }

    private static string Cut(string name) => name.Length <= MaxName ? name : name[..(MaxName - 1)] + "…";
}
