using System.Text.Json.Nodes;

namespace Firesteel.TestKit.Airflow;

/// <summary>One request that Airflow sent, with what it was told.</summary>
/// <param name="Number">Place among Airflow's requests, from 1.</param>
/// <param name="At">Since Airflow's first request.</param>
/// <param name="Query">As a query string, without the question mark.</param>
/// <param name="Body">As sent; null without one.</param>
/// <param name="Answer">A summary: items, pod, application, lines or a refusal.</param>
/// <param name="IsInjected">The answer came from the recording's script, not from its API.</param>
/// <param name="Dropped">Fields of the body that the definition does not know, such as <c>spec.labels</c>.</param>
public sealed record AirflowRequest(
    int Number, TimeSpan At, string Method, string Path, string Query, string? ContentType, JsonObject? Body, int Code, JsonObject Answer, bool IsInjected, IReadOnlyList<string> Dropped)
{
    private string[] Segments => Path.Split('/');

    /// <summary>Of the object or the collection.</summary>
    public string Namespace => Segments[Array.IndexOf(Segments, "namespaces") + 1];

    /// <summary><c>pods</c>, <c>events</c> or <c>sparkapplications</c>.</summary>
    public string Plural => Segments[Array.IndexOf(Segments, "namespaces") + 2];

    /// <summary>Empty for a collection.</summary>
    public string Name => Segments.ElementAtOrDefault(Array.IndexOf(Segments, "namespaces") + 3) ?? "";

    /// <summary><c>status</c>, <c>log</c> or empty.</summary>
    public string Subresource => Segments.ElementAtOrDefault(Array.IndexOf(Segments, "namespaces") + 4) ?? "";

    public override string ToString() => $"request {Number} ({Method} {Path})";
}
