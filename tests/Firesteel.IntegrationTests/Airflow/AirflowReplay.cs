using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Firesteel.Kube.Objects;
using Firesteel.TestKit.Airflow;

namespace Firesteel.IntegrationTests.Airflow;

/// <summary>Sends what Airflow sent, at its time, and judges each answer as Airflow does.</summary>
internal sealed partial class AirflowReplay : IAsyncDisposable
{
    private readonly AirflowWorld _world;
    private readonly RecordedTask _task;
    private readonly PlayedScript _script;
    private readonly List<FollowedLog> _logs = [];

    /// <summary>Pods as Airflow read them: it writes them back whole.</summary>
    private readonly Dictionary<ObjectKey, List<JsonObject>> _read = [];

    private string _lastVersion = "0";

    private AirflowReplay(AirflowWorld world, RecordedTask task) => (_world, _task, _script) = (world, task, new(world, task));

    /// <returns>What differs; null when Airflow is served as it should be.</returns>
    public static async Task<string?> RunAsync(RecordedTask task)
    {
        await using var world = await AirflowWorld.StartAsync(Namespaces(task), withOperator: task.Lines.Any(line => line.By == "operator"));
        await using var replay = new AirflowReplay(world, task);
        try
        {
            await replay.PlayAsync();
            return null;
        }
        catch (AirflowDifferenceException difference)
        {
            return difference.Message;
        }
    }

    public static StringContent Content(JsonObject body, string type) => new(body.ToJsonString(), Encoding.UTF8, new MediaTypeHeaderValue(type));

    public async ValueTask DisposeAsync()
    {
        foreach (var log in _logs)
            await log.DisposeAsync();
    }

    private static IEnumerable<string> Namespaces(RecordedTask task) => task.Requests.Select(request => request.Namespace)
        .Concat(task.Lines.Where(line => line.Did.StartsWith("created SparkApplication ", StringComparison.Ordinal)).Select(line => line.Did.Split(' ')[2].Split('/')[0])).Distinct();

    private async Task PlayAsync()
    {
        var lines = new Queue<PlayedLine>(_task.Lines);
        foreach (var request in _task.Requests)
        {
            while (lines.TryPeek(out var line) && line.After < request.Number)
                await PlayAsync(lines.Dequeue());
            await _world.AdvanceToAsync(request.At);
            // An answer that was made up says nothing of the API.
            if (!request.IsInjected && !await SendAsync(request))
                return;
        }

        while (lines.TryDequeue(out var line))
            await PlayAsync(line);
        foreach (var log in _logs)
            Require(await log.DifferenceAsync(_world));
        await CompareEndAsync();
    }

    private async Task PlayAsync(PlayedLine line)
    {
        await _world.AdvanceToAsync(line.At);
        await _script.PlayAsync(line);
    }

    /// <returns>False when the recording makes no sense beyond this.</returns>
    private Task<bool> SendAsync(AirflowRequest request) => (request.Method, request.Plural, request.Subresource) switch
    {
        ("POST", "sparkapplications", _) => CreateAsync(request),
        ("DELETE", "sparkapplications", _) => DeleteAsync(request),
        ("PATCH", "pods", _) => MarkAsync(request),
        ("GET", "sparkapplications", _) => ReadApplicationAsync(request),
        ("GET", "pods", "log") => ReadLogAsync(request),
        ("GET", "pods", _) when request.Name.Length > 0 => ReadPodAsync(request),
        ("GET", "pods", _) => ListPodsAsync(request),
        ("GET", "events", _) => ReadEventsAsync(request),
        _ => throw new AirflowDifferenceException($"the test does not understand {request}"),
    };

    private async Task<bool> CreateAsync(AirflowRequest request)
    {
        using var answer = await AskAsync(request, request.Body);
        var name = (string)request.Body!["metadata"]!["name"]!;
        // The recording's API took any name; Kubernetes takes none that ends in a hyphen, and that ends the task clearly.
        if (!char.IsAsciiLetterOrDigit(name[^1]) && answer.StatusCode == HttpStatusCode.UnprocessableEntity)
            return false;
        await RequireCodeAsync(request, answer);
        if (request.Code != 201)
            return true;
        var stored = await JsonAsync(answer);
        foreach (var path in request.Dropped)
            Require(Find(stored, path) is null ? null : $"{request}: {path} is not dropped");
        var sent = (JsonObject)request.Body["spec"]!.DeepClone();
        foreach (var path in request.Dropped)
            (Find(new JsonObject { ["spec"] = sent }, path)?.Parent as JsonObject)?.Remove(path[(path.LastIndexOf('.') + 1)..]);
        Require(Lost(sent, stored["spec"], "spec") is { } lost ? $"{request}: {lost} is lost" : null);
        _script.Add(new(request.Namespace, name), request.Body);
        return true;
    }

    private async Task<bool> DeleteAsync(AirflowRequest request)
    {
        using var answer = await AskAsync(request, request.Body);
        await RequireCodeAsync(request, answer);
        if (answer.IsSuccessStatusCode && _script.Of(new(request.Namespace, request.Name)) is { } application)
            await _script.ForgetAsync(application);
        return true;
    }

    /// <summary>The pod is written back as it was read, with the mark that Airflow is done with it.</summary>
    private async Task<bool> MarkAsync(AirflowRequest request)
    {
        var key = new ObjectKey(request.Namespace, request.Name);
        var wanted = AirflowView.Pod(request.Body!);
        var body = (JsonObject)(_read.GetValueOrDefault(key, []).LastOrDefault(pod => AirflowView.Pod(pod) == wanted) ?? request.Body!).DeepClone();
        body["metadata"]!["labels"]!["already_checked"] = "True";
        using var answer = await AskAsync(request, body);
        var application = _script.OfDriver(key);
        // How long a driver outlives its application is a matter of moments, in the recording as well.
        if (answer.StatusCode != HttpStatusCode.NotFound || application is not { IsDeleted: true })
            await RequireCodeAsync(request, answer);
        if (answer.IsSuccessStatusCode && application is not null)
            application.IsChecked = true;
        return true;
    }

    private async Task<bool> ReadApplicationAsync(AirflowRequest request)
    {
        var application = _script.Of(new(request.Namespace, request.Name));
        string View(JsonNode? status) => _task.IsSensor ? AirflowView.Sensed(status) : AirflowView.Start(status);
        string[] right = application is null or { IsDeleted: true } ? ["404"] : _task.IsSensor ? application.Sensed : application.Starts;
        var ours = "";
        JsonNode? status = null;
        if (!await _world.SoonAsync(async () =>
        {
            using var answer = await AskAsync(request, null);
            status = answer.IsSuccessStatusCode ? (await JsonAsync(answer))["status"] : null;
            ours = answer.IsSuccessStatusCode ? View(status) : ((int)answer.StatusCode).ToString();
            return right.Contains(ours);
        }))
        {
            throw new AirflowDifferenceException($"{request}: Airflow takes it for {ours} ({status?["applicationState"]?.ToJsonString() ?? "no state"}), it is {string.Join(" or ", right)}");
        }

        return true;
    }

    private async Task<bool> ReadPodAsync(AirflowRequest request)
    {
        var key = new ObjectKey(request.Namespace, request.Name);
        using var answer = await AskAsync(request, null);
        var pod = answer.IsSuccessStatusCode ? await JsonAsync(answer) : null;
        if (pod is not null)
            Remember(key, pod);
        // Ours gave the driver the name under which Airflow has looked for it all the time: it asks for no other.
        if (pod is null && _script.Applications.Any(one => one.View is not null && (string?)one.Spec["driver"]?["podName"] == key.Name))
            return false;
        var ours = pod is null ? $"{(int)answer.StatusCode}" : AirflowView.Pod(pod);
        var recorded = request.Code == 200 ? AirflowView.RecordedPod(request.Answer) : $"{request.Code}";
        var right = _script.OfDriver(key) is { } application ? application.View ?? "404" : recorded;
        // What the recording's API said is right as well, unless it hid a driver that runs.
        if (ours != right && (ours != recorded || recorded == "404"))
            throw new AirflowDifferenceException($"{request}: Airflow sees {ours}, it is {right}, recorded was {recorded}");
        return true;
    }

    private async Task<bool> ListPodsAsync(AirflowRequest request)
    {
        using var answer = await AskAsync(request, null);
        await RequireCodeAsync(request, answer);
        List<JsonObject> items = [.. (await JsonAsync(answer))["items"]!.AsArray().OfType<JsonObject>()];
        foreach (var item in items)
            Remember(new(request.Namespace, (string)item["metadata"]!["name"]!), item);
        var selector = Uri.UnescapeDataString(request.Query.Split('&').FirstOrDefault(part => part.StartsWith("labelSelector=", StringComparison.Ordinal))?["labelSelector=".Length..] ?? "");
        var fields = Uri.UnescapeDataString(request.Query.Split('&').FirstOrDefault(part => part.StartsWith("fieldSelector=", StringComparison.Ordinal))?["fieldSelector=".Length..] ?? "");
        string[] right = [.. _script.Applications
            .Where(one => one.View is not null && one.Key.Namespace == request.Namespace && !fields.Contains($"status.phase!={one.Phase}", StringComparison.Ordinal) && SelectorText.Matches(selector, one.DriverLabels))
            .Select(one => one.Driver.Name).Order(StringComparer.Ordinal)];
        string[] ours = [.. items.Select(item => (string)item["metadata"]!["name"]!).Order(StringComparer.Ordinal)];
        if (!ours.SequenceEqual(right))
            throw new AirflowDifferenceException($"{request}: Airflow finds [{string.Join(", ", ours)}], there are [{string.Join(", ", right)}]");
        return true;
    }

    private async Task<bool> ReadLogAsync(AirflowRequest request)
    {
        var answer = await _world.Http.SendAsync(Message(request, null), HttpCompletionOption.ResponseHeadersRead);
        var application = _script.OfDriver(new(request.Namespace, request.Name));
        if (request.Code != 200 || application is null or { HasDiverged: true })
        {
            // Only a driver whose container has another name has no log.
            Require((int)answer.StatusCode == request.Code || (answer.IsSuccessStatusCode && application?.View is not null) ? null : $"{request}: {(int)answer.StatusCode}, recorded was {request.Code}");
            answer.Dispose();
            return true;
        }

        await RequireCodeAsync(request, answer);
        var log = new FollowedLog(request, answer);
        log.Start();
        _logs.Add(log);
        return true;
    }

    private async Task<bool> ReadEventsAsync(AirflowRequest request)
    {
        using var answer = await _world.Http.SendAsync(Message(request, null), HttpCompletionOption.ResponseHeadersRead);
        await RequireCodeAsync(request, answer);
        return true;
    }

    /// <summary>What is left is what Airflow left, in the state that its driver says.</summary>
    private async Task CompareEndAsync()
    {
        await _world.SettleAsync();
        foreach (var application in _script.Applications.Where(one => !one.IsDeleted))
        {
            var recorded = _task.ApplicationsLeft.FirstOrDefault(left => (string?)left["application"] == application.Key.Name)?["status"] is JsonObject status ? (string?)status["applicationState"]?["state"] : null;
            var wanted = application.Phase switch { "Succeeded" => "COMPLETED", "Failed" or "Gone" => "FAILED", "" when application.IsRefused => "FAILED", _ => null };
            var ours = "";
            var stays = await _world.WithinAMinuteAsync(async () =>
            {
                var found = await _world.Client.FindAsync(ResourceTypes.SparkApplications, application.Key);
                ours = found is null ? "gone" : (string?)found.Status?["applicationState"]?["state"] ?? "absent";
                return found is not null && (wanted is null || wanted != recorded || ours == wanted);
            });
            Require(stays ? null : $"at the end {application.Key} is {ours}, recorded was {recorded ?? "none"}");
        }
    }

    private void Remember(ObjectKey key, JsonObject pod)
    {
        if (!_read.TryGetValue(key, out var reads))
            _read[key] = reads = [];
        reads.Add(pod);
        _lastVersion = (string)pod["metadata"]!["resourceVersion"]!;
    }

    private async Task<HttpResponseMessage> AskAsync(AirflowRequest request, JsonObject? body) => await _world.Http.SendAsync(Message(request, body));

    private HttpRequestMessage Message(AirflowRequest request, JsonObject? body)
    {
        // Versions are numbers of the recording's store; Airflow takes the one it read last.
        var query = Version().Replace(request.Query, $"resourceVersion={_lastVersion}");
        var address = request.Path.TrimStart('/') + (query.Length > 0 ? "?" + query : "");
        return new(new HttpMethod(request.Method), new Uri(address, UriKind.Relative)) { Content = body is null ? null : Content(body, request.ContentType ?? "application/json") };
    }

    private static async Task<JsonObject> JsonAsync(HttpResponseMessage answer) => (JsonObject)JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;

    private static async Task RequireCodeAsync(AirflowRequest request, HttpResponseMessage answer)
    {
        if ((int)answer.StatusCode != request.Code)
            throw new AirflowDifferenceException($"{request}: {(int)answer.StatusCode}, recorded was {request.Code}: {await answer.Content.ReadAsStringAsync()}");
    }

    private static void Require(string? difference)
    {
        if (difference is not null)
            throw new AirflowDifferenceException(difference);
    }

    private static JsonNode? Find(JsonNode? node, string path) => path.Split('.').Aggregate(node, (at, name) => (at as JsonObject)?[name]);

    /// <summary>The first path whose value is not stored as sent; more may be stored.</summary>
    private static string? Lost(JsonNode? sent, JsonNode? stored, string path) => (sent, stored) switch
    {
        (JsonObject from, JsonObject to) => from.Select(member => Lost(member.Value, to[member.Key], $"{path}.{member.Key}")).FirstOrDefault(lost => lost is not null),
        (JsonArray from, JsonArray to) when from.Count == to.Count => from.Select((item, at) => Lost(item, to[at], $"{path}[{at}]")).FirstOrDefault(lost => lost is not null),
        (null, _) => null,
        _ => JsonNode.DeepEquals(sent, stored) ? null : path,
    };

    [GeneratedRegex(@"resourceVersion=RV\d+")]
    private static partial Regex Version();
}
