namespace Firesteel.Spark.Api.Definitions;

/// <summary>A column of <c>kubectl get</c>.</summary>
/// <param name="Priority">Above 0 it is shown with <c>-o wide</c> only.</param>
internal sealed record PrinterColumn(string Name, string Path, string Type = "string", int Priority = 0);
