using System.Text.Json.Nodes;

namespace Firesteel.TestKit.Submissions;

/// <summary>What a run of spark-submit is given. <c>&lt;PORT&gt;</c> and <c>&lt;CASE_DIR&gt;</c> stand for what only the run knows.</summary>
/// <param name="Files">Below the case's directory; text, <c>{"base64": …}</c>, <c>{"repeat": …, "count": …}</c>, or null for an empty directory.</param>
public sealed record SubmissionInput(string Name, IReadOnlyList<string> Arguments, IReadOnlyDictionary<string, string> Environment, JsonObject Files);
