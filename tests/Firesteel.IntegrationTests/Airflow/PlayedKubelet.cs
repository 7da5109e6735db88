using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Firesteel.Kube.Client;
using Firesteel.Kube.Objects;
using Firesteel.TestKit.Airflow;

namespace Firesteel.IntegrationTests.Airflow;

/// <summary>Scheduler and kubelet as the lines of a recording have them act, on the pods that our operator made.</summary>
internal sealed partial class PlayedKubelet(AirflowWorld world)
{
    public const string Node = "node-1";
    private const string Driver = "spark-kubernetes-driver";

    /// <summary>Pods that have their executor.</summary>
    private readonly HashSet<string> _running = new(StringComparer.Ordinal);

    /// <param name="what">What a line says behind the pod's name, such as <c>phase Running, containers running</c>.</param>
    /// <returns>The pod as the API has it now.</returns>
    public async Task<KubeObject> ReportAsync(PlayedApplication application, KubeObject pod, string what)
    {
        var parts = Phase().Match(what);
        if (!parts.Success)
            throw new AirflowDifferenceException($"the test does not understand \"{what}\"");
        var phase = parts.Groups["phase"].Value;
        var isScheduled = !what.Contains("not scheduled", StringComparison.Ordinal);
        if (isScheduled && (string?)pod.Spec!["nodeName"] is null)
            await BindAsync(pod.Key);
        var status = new JsonObject
        {
            ["phase"] = phase,
            ["reason"] = Reason().Match(what) is { Success: true } whole ? whole.Groups["reason"].Value : null,
            ["conditions"] = new JsonArray(new JsonObject { ["type"] = "PodScheduled", ["status"] = isScheduled ? "True" : "False" }),
            ["containerStatuses"] = what.Contains("no container statuses", StringComparison.Ordinal) ? null : Containers(pod, phase, what),
        };
        var stored = await world.Client.PatchAsync(ResourceTypes.Pods, pod.Key, new Patch(PatchType.Merge, new JsonObject { ["status"] = status }), "status");
        if (phase is not "Pending")
            world.Logs.Start(pod.Uid);
        if (phase is "Running" && _running.Add(pod.Uid))
            await StartExecutorAsync(application, pod);
        if (what.Contains("terminated", StringComparison.Ordinal) || phase is "Succeeded" or "Failed")
            world.Logs.End(pod.Uid);
        return stored;
    }

    public async Task DeleteAsync(KubeObject pod)
    {
        await world.Client.DeleteAsync(ResourceTypes.Pods, pod.Key, new Deletion(TimeSpan.Zero, Uid: pod.Uid));
        world.Logs.End(pod.Uid);
    }

    private async Task BindAsync(ObjectKey pod)
    {
        var binding = new JsonObject { ["apiVersion"] = "v1", ["kind"] = "Binding", ["metadata"] = new JsonObject { ["name"] = pod.Name }, ["target"] = new JsonObject { ["kind"] = "Node", ["name"] = Node } };
        using var answer = await world.Http.PostAsync(new Uri(ResourceTypes.Pods.ItemPath(pod, "binding"), UriKind.Relative), AirflowReplay.Content(binding, "application/json"));
        answer.EnsureSuccessStatusCode();
    }

    private static JsonArray Containers(KubeObject pod, string phase, string what)
    {
        var waiting = Waiting().Match(what);
        var terminated = Terminated().Match(what);
        var othersRun = what.Contains("other containers still running", StringComparison.Ordinal);
        return [.. pod.Spec!["containers"]!.AsArray().OfType<JsonObject>().OrderBy(container => (string)container["name"]!, StringComparer.Ordinal).Select(container =>
        {
            var name = (string)container["name"]!;
            var state = waiting.Success ? new JsonObject { ["waiting"] = new JsonObject { ["reason"] = waiting.Groups["reason"].Value, ["message"] = waiting.Groups["message"].Value } }
                : phase == "Running" && (!terminated.Success || (name != Driver && othersRun)) ? new JsonObject { ["running"] = new JsonObject { ["startedAt"] = "2026-01-02T03:04:05Z" } }
                : phase == "Pending" ? []
                : Ended(terminated.Success ? (int.Parse(terminated.Groups["code"].Value), terminated.Groups["reason"].Value) : phase == "Failed" ? (1, "Error") : (0, "Completed"));
            return (JsonNode)new JsonObject { ["name"] = name, ["image"] = (string?)container["image"] ?? "", ["imageID"] = "", ["ready"] = state.ContainsKey("running"), ["restartCount"] = 0, ["state"] = state };
        })];
    }

    private static JsonObject Ended((int Code, string Reason) how) =>
        new() { ["terminated"] = new JsonObject { ["exitCode"] = how.Code, ["reason"] = how.Reason, ["finishedAt"] = "2026-01-02T03:04:05Z" } };

    /// <summary>As Spark's driver does: it must never be taken for a driver.</summary>
    private async Task StartExecutorAsync(PlayedApplication application, KubeObject driver)
    {
        var executor = KubeObject.Of(ResourceTypes.Pods, driver.Namespace, $"{application.Key.Name}-exec-{_running.Count}");
        var labels = (JsonObject)driver.Metadata!["labels"]!.DeepClone();
        foreach (var (name, value) in application.Spec["executor"]?["labels"] as JsonObject ?? [])
            labels[name] = value?.DeepClone();
        labels["spark-role"] = "executor";
        executor.Metadata!["labels"] = labels;
        executor.Metadata["ownerReferences"] = new JsonArray(driver.ToOwnerReference());
        executor.Json["spec"] = new JsonObject { ["containers"] = new JsonArray(new JsonObject { ["name"] = "spark-kubernetes-executor", ["image"] = "spark" }) };
        await world.Client.CreateAsync(ResourceTypes.Pods, executor);
    }

    [GeneratedRegex(@"^phase (?<phase>\w+)")]
    private static partial Regex Phase();

    [GeneratedRegex(@", reason (?<reason>\w+), no container statuses")]
    private static partial Regex Reason();

    [GeneratedRegex(@"waiting with reason (?<reason>\w+)(?: \((?<message>.*)\))?")]
    private static partial Regex Waiting();

    [GeneratedRegex(@"terminated with exit code (?<code>\d+) \((?<reason>\w+)\)")]
    private static partial Regex Terminated();
}
