using System.Diagnostics;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Firesteel.Embedded.ApiServer;

namespace Firesteel.IntegrationTests.ApiServer.Replay;

/// <summary>Types a recorded session again, and compares what kubectl prints.</summary>
internal sealed partial class Transcript(EmbeddedApiServer server, string kubectl, string home) : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(40);
    private static readonly TimeSpan AfterBackground = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan BeforeStop = TimeSpan.FromMilliseconds(800);
    private static readonly TimeSpan BetweenTries = TimeSpan.FromMilliseconds(500);

    /// <summary>A recorded <c>wait</c> gives itself one second; on a busy machine that is short, and how fast we are is not what is compared.</summary>
    private const int MostWaits = 5;

    private readonly Placeholders _placeholders = new();
    private readonly Dictionary<string, KubectlCall> _background = [];
    private readonly string _folder = Directory.CreateTempSubdirectory("firesteel-kubectl-").FullName;

    /// <returns>The first difference, with the number of its step; null when all was as recorded.</returns>
    public async Task<string?> RunAsync(Scenario scenario)
    {
        foreach (var (name, text) in scenario.Json["files"] as JsonObject ?? [])
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(_folder, name))!);
            await File.WriteAllTextAsync(Path.Combine(_folder, name), text!.ToString());
        }

        await File.WriteAllTextAsync(Path.Combine(_folder, ".kubeconfig"),
            server.Kubeconfig.Replace("namespace: default", $"namespace: {scenario.Json["namespace"]}", StringComparison.Ordinal));
        var number = 0;
        foreach (var step in scenario.Steps)
        {
            number++;
            if (await StepAsync(step) is { } difference)
                return $"step {number}: {(step["args"] is JsonArray args ? string.Join(' ', args.Select(arg => arg!.ToString())) : step.ToJsonString())}\n  {difference}";
        }

        return null;
    }

    public ValueTask DisposeAsync()
    {
        foreach (var call in _background.Values)
            call.Dispose();
        Directory.Delete(_folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    private async Task<string?> StepAsync(JsonObject step)
    {
        if (step["pause_s"] is { } pause)
        {
            await Task.Delay(TimeSpan.FromSeconds((double)pause), TimeProvider.System);
            return null;
        }

        if (step["stop"] is { } stopped && _background.Remove(stopped.ToString(), out var running))
        {
            using (running)
            {
                await Task.Delay(BeforeStop, TimeProvider.System);
                var (_, output, errors) = await running.StopAsync(Patience);
                return Compare(step, null, output, errors, _placeholders);
            }
        }

        if (step["join"] is { } joined && _background.Remove(joined.ToString(), out var ending))
        {
            using (ending)
            {
                var (exit, output, errors) = await ending.EndAsync(Patience);
                return Compare(step, exit, output, errors, _placeholders);
            }
        }

        if (step["clear_cache"] is not null && Directory.Exists(Path.Combine(home, ".kube")))
            Directory.Delete(Path.Combine(home, ".kube"), recursive: true);
        if (step["background"] is { } background)
        {
            _background[background.ToString()] = Start(step);
            await Task.Delay(AfterBackground, TimeProvider.System);
            return null;
        }

        return await CallAsync(step);
    }

    private async Task<string?> CallAsync(JsonObject step)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds((double?)step["retry_s"] ?? 0));
        for (var tries = 1; ; tries++)
        {
            using var call = Start(step);
            var (exit, output, errors) = await call.EndAsync(Patience);
            if ((int?)step["exit"] == 0 && exit != 0 && errors.Contains("timed out waiting for the condition", StringComparison.Ordinal) && tries < MostWaits)
                continue;
            if (step["retry_s"] is null || exit == ((int?)step["expect"] ?? 0) || limit.IsCancellationRequested)
                return Compare(step, exit, output, errors, _placeholders);
            await Task.Delay(BetweenTries, TimeProvider.System);
        }
    }

    private KubectlCall Start(JsonObject step)
    {
        var start = new ProcessStartInfo(kubectl) { WorkingDirectory = _folder };
        foreach (var arg in step["args"]!.AsArray())
            start.ArgumentList.Add(_placeholders.Fill(arg!.ToString()));
        start.Environment.Clear();
        start.Environment["PATH"] = Environment.GetEnvironmentVariable("PATH");
        start.Environment["HOME"] = home;
        start.Environment["KUBECONFIG"] = Path.Combine(_folder, ".kubeconfig");
        foreach (var (name, value) in step["env"] as JsonObject ?? [])
            start.Environment[name] = value!.ToString();
        return new(start, _placeholders.Fill(step["stdin"]?.ToString() ?? ""));
    }

    private static string? Compare(JsonObject step, int? exit, string output, string errors, Placeholders placeholders)
    {
        var unordered = step["unordered"] switch { JsonArray several => several.Select(one => one!.ToString()).ToHashSet(), { } one => [one.ToString()], null => [] };
        if (exit is not null && step["exit"] is { } wanted && (int)wanted != exit)
            return $"exit: expected {wanted}, got {exit}\n  stdout: {output}\n  stderr: {errors}\n  expected stderr: {step["stderr"]}";
        return Stream("stdout", step["stdout"]?.ToString() ?? "", output, unordered, placeholders)
            ?? Stream("stderr", step["stderr"]?.ToString() ?? "", errors, unordered, placeholders);
    }

    private static string? Stream(string name, string expected, string actual, HashSet<string> unordered, Placeholders placeholders)
    {
        actual = Normalise(actual);
        var same = unordered.Contains($"{name}.resources") ? new Comparison(placeholders, new HashSet<string> { "body.resources" }).Body(JsonNode.Parse(expected), JsonNode.Parse(actual)) is null
            : unordered.Contains(name) ? SameLines(expected, actual, placeholders)
            : placeholders.Matches(expected, actual);
        return same ? null : $"{name}: expected\n{expected}\n  got\n{actual}";
    }

    private static bool SameLines(string expected, string actual, Placeholders placeholders)
    {
        var left = actual.Split('\n').ToList();
        foreach (var line in expected.Split('\n'))
        {
            var at = left.FindIndex(candidate =>
            {
                var trial = placeholders.Copy();
                if (!trial.Matches(line, candidate))
                    return false;
                placeholders.Take(trial);
                return true;
            });
            if (at < 0)
                return false;
            left.RemoveAt(at);
        }

        return left.Count == 0;
    }

    /// <summary>What names this run's temporary files and this process.</summary>
    private static string Normalise(string text)
    {
        text = EditFile().Replace(text, "<tmp>/kubectl-edit.yaml");
        text = DiffFolder().Replace(text, "<tmp>/$1/");
        return LogLine().Replace(text, "<klog:$1>");
    }

    [GeneratedRegex(@"/[^\s""']*/kubectl-edit-\d+\.yaml")]
    private static partial Regex EditFile();

    [GeneratedRegex(@"/[^\s""']*/(LIVE|MERGED)-\d+/")]
    private static partial Regex DiffFolder();

    [GeneratedRegex(@"\b([IWEF])\d{4} \d\d:\d\d:\d\d\.\d+ +\d+(?= )")]
    private static partial Regex LogLine();
}
