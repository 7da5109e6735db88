using System.Globalization;
using System.Text.RegularExpressions;
using Firesteel.History.Rest.Json;
using Firesteel.History.Store;
using Firesteel.History.Store.Sql;

namespace Firesteel.History.Rest.Answers;

/// <summary>ExecutionData.</summary>
internal static partial class SqlAnswer
{
    public static void Write(JacksonWriter json, SqlExecutionRecord execution, bool details, bool planDescription, RestRequest request)
    {
        var now = request.Library.Time.GetUtcNow().ToUnixTimeMilliseconds();
        json.StartObject();
        json.Property("id", execution.Id);
        json.Property("status", execution.Status.ToString().ToUpperInvariant());
        json.Property("description", execution.Announced ? execution.Description : null);
        json.Property("planDescription", planDescription ? execution.PlanDescription.ToString() : "");
        json.Moment("submissionTime", execution.Submitted);
        json.Property("duration", (execution.Completed >= 0 ? execution.Completed : now) - execution.Submitted);
        json.Numbers("runningJobIds", Jobs(execution, JobStatus.Running));
        json.Numbers("successJobIds", Jobs(execution, JobStatus.Succeeded));
        json.Numbers("failedJobIds", Jobs(execution, JobStatus.Failed));
        var graph = details && execution.Plan is { } plan ? PlanGraph.From(plan, request.Api.HidesResultStages) : null;
        json.List("nodes", (graph?.Nodes ?? []).OrderByDescending(node => node.Id), (writer, node) => WriteNode(writer, node, graph!, execution));
        json.List("edges", graph?.Edges ?? [], WriteEdge);
        json.EndObject();
    }

    private static IEnumerable<int> Jobs(SqlExecutionRecord execution, JobStatus status) =>
        execution.Jobs.Where(job => job.Value == status).Select(job => job.Key);

    private static void WriteNode(JacksonWriter json, PlanNode node, PlanGraph graph, SqlExecutionRecord execution)
    {
        json.StartObject();
        json.Property("nodeId", node.Id);
        json.Property("nodeName", node.Name.Trim());
        if (node.Cluster is { } cluster && CodegenId(graph.Nodes.First(other => other.Id == cluster).Name) is { } codegen)
            json.Property("wholeStageCodegenId", codegen);
        json.List("metrics", node.Metrics.Where(metric => execution.Values.ContainsKey(metric.AccumulatorId)), (writer, metric) =>
        {
            var text = execution.Values[metric.AccumulatorId].Text;
            writer.StartObject();
            writer.Property("name", metric.Name.Trim());
            writer.Property("value", text.StartsWith('\n') ? text[1..] : text);
            writer.EndObject();
        });
        json.EndObject();
    }

    private static void WriteEdge(JacksonWriter json, PlanEdge edge)
    {
        json.StartObject();
        json.Property("fromId", edge.From);
        json.Property("toId", edge.To);
        json.EndObject();
    }

    private static long? CodegenId(string cluster) =>
        Codegen().Match(cluster) is { Success: true } match ? long.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture) : null;

    [GeneratedRegex(@"^WholeStageCodegen \((\d{1,18})\)$")]
    private static partial Regex Codegen();
}
