namespace Firesteel.History.Store.Sql;

/// <summary>Data flows from one node of the plan graph to another.</summary>
public sealed record PlanEdge(long From, long To);
