using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Firesteel.Embedded.ApiServer;

namespace Firesteel.IntegrationTests.ApiServer.Replay;

/// <summary>Holds one recorded conversation with this server.</summary>
internal sealed class Conversation(EmbeddedApiServer server, HttpClient client) : IAsyncDisposable
{
    private const string DefinitionsPath = "/apis/apiextensions.k8s.io/v1/customresourcedefinitions";
    private static readonly TimeSpan PollPatience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan EventPatience = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan EndPatience = TimeSpan.FromSeconds(8);

    private static readonly string[] ComparedHeaders =
        ["content-type", "warning", "location", "allow", "content-encoding", "retry-after", "etag", "cache-control", "sec-websocket-protocol"];

    private readonly Placeholders _placeholders = new();
    private readonly Dictionary<string, WatchStream> _watches = [];
    private readonly List<string> _definitions = [];

    /// <returns>The first difference, with the number of its step; null when all was as recorded.</returns>
    public async Task<string?> RunAsync(Scenario scenario)
    {
        var number = 0;
        foreach (var step in scenario.Steps)
        {
            number++;
            if (await StepAsync(step) is { } difference)
                return $"step {number}: {Describe(step)}\n  {difference}";
        }

        return null;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var watch in _watches.Values)
            await watch.DisposeAsync();
        foreach (var name in _definitions)
            using (await client.DeleteAsync($"{DefinitionsPath}/{name}"))
                continue;
    }

    private async Task<string?> StepAsync(JsonObject step)
    {
        if (step["request"] is JsonObject request)
            return await RequestAsync(request, (JsonObject)step["response"]!, step["poll"] is not null);
        if (step["watch"] is JsonObject watch)
            return await OpenWatchAsync(watch, (JsonObject)step["response"]!);
        if (step["expect-events"] is { } watched)
            return await ExpectAsync(_watches[watched.ToString()], step);
        if (step["close"] is { } closed && _watches.Remove(closed.ToString(), out var open))
            await open.DisposeAsync();
        else if (step["sleep"] is { } seconds)
            await Task.Delay(TimeSpan.FromSeconds((double)seconds), TimeProvider.System);
        else if (step["admin"] is not null)
            server.Compact();
        else if (step["websocket-send"] is { } target)
            await SendAsync((WebSocketWatch)_watches[target.ToString()], step);
        return null;
    }

    private async Task<string?> RequestAsync(JsonObject request, JsonObject response, bool poll)
    {
        using var limit = new CancellationTokenSource(PollPatience);
        while (true)
        {
            using var message = RecordedRequest.Build(request, server.Address, _placeholders);
            using var answer = await client.SendAsync(message);
            var raw = await RawResponse.ReadAsync(answer);
            Remember(request, raw.Status);
            var trial = _placeholders.Copy();
            var difference = Compare(response, raw, trial);
            if (difference is null || !poll || limit.IsCancellationRequested)
            {
                if (difference is null)
                    _placeholders.Take(trial);
                return difference;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
        }
    }

    private async Task<string?> OpenWatchAsync(JsonObject watch, JsonObject response)
    {
        var id = watch["id"]!.ToString();
        if (watch["websocket"] is not null)
        {
            var headers = RecordedRequest.Headers(watch, _placeholders).Append(("Authorization", $"Bearer {server.AdminToken}"));
            var (socket, refusal) = await WebSocketWatch.OpenAsync(RecordedRequest.Target(watch, server.Address, _placeholders), headers);
            if (socket is not null)
                _watches[id] = socket;
            // Of a handshake that was answered with something else, the recording has the head alone.
            return Compare(response, response.ContainsKey("body") ? refusal : refusal with { Body = [] }, _placeholders);
        }

        using var message = RecordedRequest.Build(watch, server.Address, _placeholders);
        var answer = await client.SendAsync(message, HttpCompletionOption.ResponseHeadersRead);
        if ((int)answer.StatusCode != 200)
        {
            using (answer)
                return Compare(response, await RawResponse.ReadAsync(answer), _placeholders);
        }

        _watches[id] = new ChunkedWatch(answer);
        return (int)response["status"]! == 200 ? null : $"status: expected {response["status"]}, got 200";
    }

    private async Task<string?> ExpectAsync(WatchStream watch, JsonObject step)
    {
        var expected = step["events"]!.AsArray();
        var ends = step["ended"] is not null;
        var (events, frames) = await watch.TakeAsync(expected.Count, ends, ends ? EndPatience : EventPatience);
        var unordered = new HashSet<string>();
        if (step["unordered"] is not null)
            unordered.Add("body");
        var comparison = new Comparison(_placeholders, unordered);
        if (comparison.Body(expected, new JsonArray([.. events.Select(one => one.DeepClone())])) is { } difference)
            return difference;
        if (ends && !watch.Ended)
            return "the stream has not ended";
        var wanted = (step["frames"] as JsonArray ?? []).Select(frame => frame!.ToString());
        return wanted.SequenceEqual(frames.Where(frame => wanted.Any() || frame != "close")) ? null : $"frames: got {string.Join(", ", frames)}";
    }

    private static async Task SendAsync(WebSocketWatch watch, JsonObject step)
    {
        var opcode = step["opcode"]?.ToString() ?? "text";
        var payload = Encoding.UTF8.GetBytes(step["payload"]?.ToString() ?? "");
        // The body of a close frame is its code, highest byte first; one without a code is empty.
        if (opcode == "close" && (int?)step["code"] is { } code)
            payload = [(byte)(code >> 8), (byte)code, .. payload];
        await watch.SendAsync(WebSocketFrame.Opcode(opcode), payload);
    }

    private static string? Compare(JsonObject expected, RawResponse actual, Placeholders placeholders)
    {
        var text = Encoding.UTF8.GetString(actual.Body);
        if (expected["closed"] is not null)
            return actual.Status is >= 400 and < 500 ? null : $"status: expected 4xx, got {actual.Status}";
        if ((int?)expected["status"] != actual.Status)
            return $"status: expected {expected["status"]}, got {actual.Status}: {Cut(text)}\n  expected body {Cut(expected["body"]?.ToJsonString() ?? expected["bodyText"]?.ToString() ?? "")}";
        var unordered = (expected["unordered"] as JsonArray ?? []).Select(path => path!.ToString()).ToHashSet();
        // Of an answer "of no interest" the recording keeps the status alone.
        if (expected["headers"] is JsonObject headers && (headers.Count > 0 || expected["bodyOmitted"] is null)
            && CompareHeaders(headers, actual, placeholders, unordered.Contains("headers.warning")) is { } difference)
            return difference;
        if (expected["bodyOmitted"] is not null)
            return null;
        if (expected["bodyText"] is { } wanted)
            return TextBody.Matches(wanted.ToString(), text, placeholders) ? null : $"body: expected {Cut(wanted.ToString())}\n  got {Cut(text)}";
        if (!expected.ContainsKey("body"))
            return text.Length == 0 ? null : $"body: expected nothing, got {Cut(text)}";
        JsonNode? body;
        try
        {
            body = JsonNode.Parse(text);
        }
        catch (JsonException)
        {
            return $"body: no JSON: {Cut(text)}";
        }

        if (expected["itemsCut"] is not null && body?["items"] is JsonArray items)
            body["items"] = new JsonArray([.. items.Select(item => (JsonNode)new JsonObject { ["metadata"] = new JsonObject { ["name"] = item!["metadata"]!["name"]!.DeepClone() } })]);
        var comparison = new Comparison(placeholders, unordered);
        return expected["bodyCut"] is null ? comparison.Body(expected["body"], body) : CutBody(expected["body"] as JsonObject ?? [], body, comparison);
    }

    /// <summary>Of OpenAPI v2 the recording keeps the keys of <c>paths</c> and the definitions of one kind.</summary>
    private static string? CutBody(JsonObject expected, JsonNode? actual, Comparison comparison)
    {
        var paths = expected["paths"] switch { JsonObject members => members.Select(pair => pair.Key), JsonArray names => names.Select(name => name!.ToString()), _ => [] };
        if (paths.FirstOrDefault(path => actual?["paths"]?[path] is null) is { } missing)
            return $"body.paths: no {missing}";
        foreach (var (name, definition) in expected["definitions"] as JsonObject ?? [])
        {
            if (comparison.Body(definition, actual?["definitions"]?[name]) is { } difference)
                return $"definition {name}: {difference}";
        }

        return null;
    }

    private static string? CompareHeaders(JsonObject expected, RawResponse actual, Placeholders placeholders, bool anyOrder)
    {
        foreach (var name in ComparedHeaders)
        {
            var wanted = expected[name] switch { JsonArray several => several.Select(value => value!.ToString()).ToList(), { } one => [one.ToString()], null => [] };
            var given = actual.Headers.TryGetValue(name, out var found) ? found.Where(value => name != "cache-control" || value != "no-cache, private").ToList() : [];
            if (anyOrder && name == "warning")
                (wanted, given) = ([.. wanted.Order(StringComparer.Ordinal)], [.. given.Order(StringComparer.Ordinal)]);
            if (wanted.Count != given.Count || !wanted.Zip(given).All(pair => placeholders.Matches(pair.First, pair.Second)))
                return $"header {name}: expected {string.Join(" | ", wanted)}, got {string.Join(" | ", given)}; status {actual.Status}; body {Cut(Encoding.UTF8.GetString(actual.Body))}";
        }

        return null;
    }

    private void Remember(JsonObject request, int status)
    {
        var path = request["path"]!.ToString();
        if (status != 201 || !path.StartsWith(DefinitionsPath, StringComparison.Ordinal))
            return;
        var name = path.Length > DefinitionsPath.Length + 1 ? path[(DefinitionsPath.Length + 1)..] : request["body"]?["metadata"]?["name"]?.ToString();
        if (name is not null && request["query"]?["dryRun"] is null)
            _definitions.Add(name);
    }

    private static string Describe(JsonObject step)
    {
        var request = step["request"] ?? step["watch"];
        return request is null ? Cut(step.ToJsonString(), 120) : $"{request["method"] ?? "WATCH"} {request["path"]} {request["query"]?.ToJsonString()} {Cut(request["body"]?.ToJsonString() ?? request["bodyText"]?.ToString() ?? "", 300)}";
    }

    private static string Cut(string text, int length = 900) => text.Length > length ? text[..length] + "…" : text;
}
