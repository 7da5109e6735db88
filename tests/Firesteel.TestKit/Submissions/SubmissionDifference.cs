using System.Text.Json.Nodes;
using Firesteel.Kube.Client;
using Firesteel.Kube.Problems;
using Firesteel.Operator.Effects;
using Firesteel.Spark.Submission;

namespace Firesteel.TestKit.Submissions;

/// <summary>The native submission beside one run of the real spark-submit: verdict, requests in order, properties, uploads.</summary>
public static class SubmissionDifference
{
    /// <returns>The first difference; null when ours sends and says the same.</returns>
    public static async Task<string?> FindAsync(RecordedSubmission recorded)
    {
        var client = new RecordingClient(recorded.Json["server"]?["faults"] as JsonArray, recorded.Json["server"]?["seed"] as JsonArray);
        if (await ControlAsync(recorded, client))
            return CompareVerdict(recorded, []) ?? CompareRequests(recorded, client.Requests);
        var (request, problems) = recorded.Read();
        var result = request is null ? null : DriverSubmission.Build(request);
        string[] errors = [.. problems.Concat(result?.Problems ?? []).Where(problem => problem.Severity == Severity.Error).Select(problem => problem.What)];
        if (errors.Length == 0 && result is not null)
        {
            try
            {
                await DriverCreation.CreateAsync(client, result, CancellationToken.None);
            }
            catch (KubeException refused)
            {
                errors = [refused.Message];
            }
        }

        return CompareVerdict(recorded, errors) ?? CompareRequests(recorded, client.Requests) ?? CompareRest(recorded, result);
    }

    /// <summary><c>--kill</c> and <c>--status</c>.</summary>
    private static async Task<bool> ControlAsync(RecordedSubmission recorded, RecordingClient client)
    {
        for (var at = 0; at < recorded.Arguments.Count - 1; at++)
        {
            if (recorded.Arguments[at] is not ("--kill" or "--status"))
                continue;
            var address = DriverAddress.Parse(recorded.Arguments[at + 1]);
            if (recorded.Arguments[at] == "--kill")
                await SubmittedDrivers.KillAsync(client, address, null, CancellationToken.None);
            else
                await SubmittedDrivers.FindAsync(client, address, CancellationToken.None);
            return true;
        }

        return false;
    }

    private static string? CompareVerdict(RecordedSubmission recorded, string[] errors)
    {
        if (recorded.ExitCode == 0)
            return errors.Length == 0 ? null : $"refused: {string.Join(" | ", errors)}";
        string[] lines = [.. (recorded.Json["error"]?["lines"] as JsonArray ?? []).Select(line => (string)line!)];
        var line = (lines.FirstOrDefault(line => line.StartsWith("Exception in thread", StringComparison.Ordinal)) ?? lines.FirstOrDefault() ?? "").Replace("<CASE_DIR>", RecordedSubmission.Root).Replace("<PORT>", RecordedSubmission.Port);
        var message = line.Replace("Exception in thread \"main\" ", "").Replace("Error: ", "");
        message = message.Split(' ')[0].EndsWith(':') ? message[(message.IndexOf(' ') + 1)..] : message;
        message = message.Replace("requirement failed: ", "");
        if (errors.Length == 0)
            return $"accepted, although Spark says: {message}";
        return errors.Any(error => error.Contains(message, StringComparison.Ordinal) || message.Contains(error, StringComparison.Ordinal))
            ? null
            : $"Spark says: {message}; we say: {string.Join(" | ", errors)}";
    }

    private static string? CompareRequests(RecordedSubmission recorded, JsonArray sent)
    {
        var normalisation = new Normalisation(recorded);
        var expected = new JsonArray([.. (recorded.Json["requests"] as JsonArray ?? []).Select(request => new JsonObject
        {
            ["method"] = request!["method"]!.DeepClone(),
            ["path"] = request["path"]!.DeepClone(),
            ["body"] = Body((JsonObject)request["body"]!),
        })]);
        foreach (var request in sent.OfType<JsonObject>().Where(request => (string)request["method"]! == "POST"))
        {
            // Our client takes the namespace from the object; Spark writes it there only for a template that has one.
            if (expected.OfType<JsonObject>().FirstOrDefault(other => (string)other["method"]! == "POST")?["body"]?["metadata"]?["namespace"] is null)
                ((JsonObject)request["body"]!["metadata"]!).Remove("namespace");
        }

        return Difference("requests", normalisation.Expected(expected), normalisation.Actual(sent));
    }

    private static JsonObject Body(JsonObject body) =>
        body.ContainsKey("propagationPolicy") ? new JsonObject { ["propagationPolicy"] = body["propagationPolicy"]!.DeepClone() } : (JsonObject)body.DeepClone();

    private static string? CompareRest(RecordedSubmission recorded, SubmissionResult? result)
    {
        var normalisation = new Normalisation(recorded);
        if (recorded.Json["sparkProperties"] is JsonObject properties)
        {
            if (result is null)
                return "spark.properties: we build none";
            var ours = new JsonObject(result.Properties.Select(property => KeyValuePair.Create(property.Key, (JsonNode?)JsonValue.Create(property.Value))));
            if (Difference("spark.properties", normalisation.Expected(properties), normalisation.Actual(ours)) is { } different)
                return different;
        }

        if (recorded.ExitCode != 0)
            return null;
        var uploads = (recorded.Json["uploads"] as JsonArray ?? []).Select(upload => ((string)upload!["path"]!).Split('/')[^1]);
        return Difference("uploads", string.Join(' ', uploads), string.Join(' ', result?.Uploads.Select(upload => upload.Target.Split('/')[^1]) ?? []));
    }

    private static string? Difference(string what, string expected, string actual)
    {
        if (expected == actual)
            return null;
        var at = 0;
        while (at < expected.Length && at < actual.Length && expected[at] == actual[at])
            at++;
        string Around(string text) => text[Math.Max(0, at - 60)..Math.Min(text.Length, at + 160)];
        return $"{what} differ:\n  Spark {Around(expected)}\n  we    {Around(actual)}";
    }
}
