namespace Firesteel.History.Store.Sql;

/// <summary>A node of the plan graph; a cluster holds the nodes of one generated stage.</summary>
/// <param name="Cluster">Id of the enclosing cluster, or null.</param>
public sealed record PlanNode(long Id, string Name, string Simple, IReadOnlyList<SqlMetric> Metrics, IReadOnlyDictionary<string, string> Metadata, bool IsCluster, long? Cluster);
