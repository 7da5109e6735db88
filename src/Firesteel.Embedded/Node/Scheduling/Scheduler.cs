using System.Text.Json.Nodes;
using System.Threading.Channels;
using Firesteel.Embedded.Node.Events;
using Firesteel.Embedded.Node.Json;
using Firesteel.Kube.Client;
using Firesteel.Kube.Objects;
using Firesteel.Kube.Watching;
using Microsoft.Extensions.Logging;

namespace Firesteel.Embedded.Node.Scheduling;

/// <summary>Binds pending pods to nodes, oldest first; what fits nowhere waits until pods or nodes change.</summary>
internal sealed class Scheduler
{
    private const string Name = "default-scheduler";
    private static readonly TimeSpan RetryPause = TimeSpan.FromMilliseconds(500);

    private readonly IKubeClient _client;
    private readonly Informer _pods;
    private readonly Informer _nodes;
    private readonly NodeEvents _events;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly Channel<bool> _signal = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>Bound by this scheduler, not yet seen so by the watch: they take room already.</summary>
    private readonly Dictionary<string, KubeObject> _assumed = [];

    private readonly Dictionary<string, string> _told = [];

    public Scheduler(IKubeClient client, Informer pods, Informer nodes, NodeEvents events, TimeProvider time, ILogger log)
    {
        (_client, _pods, _nodes, _events, _time, _log) = (client, pods, nodes, events, time, log);
        pods.Changed += _ => Poke();
        nodes.Changed += _ => Poke();
    }

    public async Task RunAsync(CancellationToken stop)
    {
        await Task.WhenAll(_pods.WhenSynced, _nodes.WhenSynced).WaitAsync(stop);
        Poke();
        while (await _signal.Reader.WaitToReadAsync(stop))
        {
            _signal.Reader.TryRead(out _);
            try
            {
                await RoundAsync(stop);
            }
            catch (Exception failure) when (failure is KubeException or HttpRequestException or IOException)
            {
                _log.StepFailed("scheduling", failure.Message);
                await Task.Delay(RetryPause, _time, stop);
                Poke();
            }
        }
    }

    private void Poke() => _signal.Writer.TryWrite(true);

    private async Task RoundAsync(CancellationToken stop)
    {
        var seen = _pods.All.ToList();
        var present = seen.Select(pod => pod.Uid).ToHashSet(StringComparer.Ordinal);
        foreach (var gone in _told.Keys.Where(uid => !present.Contains(uid)).ToList())
            _told.Remove(gone);
        foreach (var settled in _assumed.Keys.Where(uid => !present.Contains(uid) || seen.Any(pod => pod.Uid == uid && IsBound(pod))).ToList())
            _assumed.Remove(settled);

        var nodes = _nodes.All.ToList();
        var bound = seen.Where(IsBound).Concat(_assumed.Values).ToList();
        foreach (var pod in seen.Where(IsWaiting).OrderBy(pod => pod.Metadata.Text("creationTimestamp"), StringComparer.Ordinal).ThenBy(pod => pod.ResourceVersion.Length).ThenBy(pod => pod.ResourceVersion, StringComparer.Ordinal))
        {
            var (node, failure) = Placement.Choose(pod, nodes, bound);
            if (node is null)
            {
                await RefuseAsync(pod, failure!, stop);
            }
            else if (await BindAsync(pod, node, stop))
            {
                var placed = pod.Clone();
                placed.Spec!["nodeName"] = node;
                _assumed[pod.Uid] = placed;
                bound.Add(placed);
            }
        }
    }

    private bool IsWaiting(KubeObject pod) =>
        !IsBound(pod) && !_assumed.ContainsKey(pod.Uid) && !pod.IsBeingDeleted && pod.Status.Text("phase") is not ("Succeeded" or "Failed")
        && (pod.Spec.Text("schedulerName") ?? Name) == Name && !pod.Spec.Items("schedulingGates").Any();

    private static bool IsBound(KubeObject pod) => pod.Spec.Text("nodeName") is { Length: > 0 };

    private async Task<bool> BindAsync(KubeObject pod, string node, CancellationToken stop)
    {
        var binding = new KubeObject(new JsonObject
        {
            ["apiVersion"] = "v1",
            ["kind"] = "Binding",
            ["metadata"] = new JsonObject { ["name"] = pod.Name, ["namespace"] = pod.Namespace, ["uid"] = pod.Uid },
            ["target"] = new JsonObject { ["apiVersion"] = "v1", ["kind"] = "Node", ["name"] = node },
        });
        try
        {
            await _client.CreateAsync(new ResourceType("", "v1", $"pods/{Uri.EscapeDataString(pod.Name)}/binding", "Binding"), binding, stop);
        }
        catch (KubeException gone) when (gone.Code is 404 or 409)
        {
            return false;
        }

        _told.Remove(pod.Uid);
        _log.PodBound(pod.Key.ToString(), node);
        _events.Normal(pod, "Scheduled", $"Successfully assigned {pod.Namespace}/{pod.Name} to {node}");
        return true;
    }

    private async Task RefuseAsync(KubeObject pod, string failure, CancellationToken stop)
    {
        if (_told.GetValueOrDefault(pod.Uid) == failure)
            return;
        _told[pod.Uid] = failure;
        _events.Warning(pod, "FailedScheduling", failure);
        var condition = new JsonObject
        {
            ["type"] = "PodScheduled",
            ["status"] = "False",
            ["lastProbeTime"] = null,
            ["lastTransitionTime"] = _time.GetUtcNow().ToRfc3339(),
            ["reason"] = "Unschedulable",
            ["message"] = failure,
        };
        var others = pod.Status.Items("conditions").Where(other => other.Text("type") != "PodScheduled").Select(other => other.DeepClone());
        var patch = new JsonObject { ["status"] = new JsonObject { ["phase"] = "Pending", ["conditions"] = others.Append(condition).ToJsonArray() } };
        try
        {
            await _client.PatchAsync(ResourceTypes.Pods, pod.Key, new Patch(PatchType.Merge, patch), "status", stop);
        }
        catch (KubeException gone) when (gone.IsNotFound)
        {
            _told.Remove(pod.Uid);
        }
    }
}
