using Firesteel.History.Rest;
using Firesteel.History.Rest.Json;
using Firesteel.History.Store.Sql;

namespace Firesteel.History.Api.Endpoints;

/// <summary>The plan of a SQL execution with its metric values, before and after adaptive execution.</summary>
internal sealed class PlanEndpoint : IFiresteelEndpoint
{
    public string Path => "applications/{app}/sql/{execution:n}/plan";

    public string Summary => "Plan graph with metric values; the initial plan too if adaptive execution changed it.";

    public IReadOnlyList<string> Parameters => ["attempt"];

    public async Task<RestAnswer> AnswerAsync(RestRequest request, CancellationToken stop)
    {
        var run = await RequestedRun.OpenAsync(request, stop);
        if (!long.TryParse(request.Text("execution"), out var id) || !run.Sql.TryGetValue(id, out var execution))
            throw RestException.NotFound($"unknown query execution id: {request.Text("execution")}");
        return RestAnswer.Json(json =>
        {
            json.StartObject();
            json.Property("id", execution.Id);
            json.Property("adaptiveUpdates", execution.AdaptiveUpdates);
            if (execution.Graph is { } graph)
                Write(json, "plan", graph, execution);
            if (execution.InitialPlan is { } initial)
                Write(json, "initialPlan", PlanGraph.From(initial), execution);
            json.EndObject();
        });
    }

    private static void Write(JacksonWriter json, string name, PlanGraph graph, SqlExecutionRecord execution)
    {
        json.Name(name);
        json.StartObject();
        json.List("nodes", graph.Nodes, (writer, node) =>
        {
            writer.StartObject();
            writer.Property("id", node.Id);
            writer.Property("name", node.Name);
            writer.Property("text", node.Simple);
            writer.Property("isCluster", node.IsCluster);
            if (node.Cluster is { } cluster)
                writer.Property("cluster", cluster);
            writer.List("metrics", node.Metrics.Where(metric => execution.Values.ContainsKey(metric.AccumulatorId)), (inner, metric) =>
            {
                var value = execution.Values[metric.AccumulatorId];
                inner.StartObject();
                inner.Property("name", metric.Name);
                inner.Property("kind", metric.Kind);
                inner.Property("text", value.Text);
                inner.Property("total", value.Total);
                inner.Property("largest", value.Largest);
                inner.EndObject();
            });
            writer.EndObject();
        });
        json.List("edges", graph.Edges, (writer, edge) =>
        {
            writer.StartObject();
            writer.Property("from", edge.From);
            writer.Property("to", edge.To);
            writer.EndObject();
        });
        json.EndObject();
    }
}
