using System.Text.Json.Nodes;
using System.Threading.Channels;
using Firesteel.Embedded.Node.Json;
using Firesteel.Kube.Client;
using Firesteel.Kube.Objects;

namespace Firesteel.Embedded.Node.Pods;

/// <summary>One pod's sequential loop: observe, decide, write the status, act, wait for the next change.</summary>
internal sealed class PodWorker
{
    private static readonly TimeSpan RetryPause = TimeSpan.FromMilliseconds(500);

    /// <summary>How often files from ConfigMaps, Secrets and tokens are brought up to date.</summary>
    private static readonly TimeSpan VolumeRefresh = TimeSpan.FromSeconds(60);

    private readonly NodeServices _node;
    private readonly Channel<bool> _signal = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly DateTimeOffset _startTime;
    private readonly PodSandbox _sandbox;
    private readonly PodContainers _containers;
    private KubeObject _pod;
    private JsonObject? _written;
    private bool _gone;
    private bool _released;

    public PodWorker(NodeServices node, KubeObject pod)
    {
        _node = node;
        _pod = pod;
        _startTime = pod.Status.Time("startTime") ?? node.Time.GetUtcNow();
        _sandbox = new PodSandbox(node, pod);
        _containers = new PodContainers(node, _sandbox, ContainerTable.From(pod, name => node.Logs.Attempts(pod.Key, pod.Uid, name).LastOrDefault(-1), node.Time.GetUtcNow()), () => Volatile.Read(ref _pod), Poke);
    }

    public void Update(KubeObject pod)
    {
        // A watch may lag behind the answer to this node's own patch.
        if (!IsOlder(pod, _pod))
            Volatile.Write(ref _pod, pod);
        if (pod.IsBeingDeleted)
            _containers.Hurry(TimeSpan.FromSeconds(pod.Metadata.Whole("deletionGracePeriodSeconds") ?? 30));
        Poke();
    }

    /// <summary>The pod is no longer in the API: whatever runs is ended at once.</summary>
    public void Vanish()
    {
        Volatile.Write(ref _gone, true);
        Poke();
    }

    public async Task RunAsync(CancellationToken stop)
    {
        try
        {
            while (!Volatile.Read(ref _gone))
            {
                while (_signal.Reader.TryRead(out _))
                    continue;
                DateTimeOffset? wakeAt;
                try
                {
                    var decision = PodDecider.Decide(Observe());
                    await WriteStatusAsync(decision.Status, stop);
                    var acted = false;
                    foreach (var action in decision.Actions)
                        acted |= await ActAsync(action, stop);
                    if (acted)
                        continue;
                    wakeAt = Earlier(Earlier(decision.WakeAt, _sandbox.RetryAt), await RefreshAsync(stop));
                }
                catch (Exception failure) when (failure is KubeException or HttpRequestException or IOException or UnauthorizedAccessException)
                {
                    _node.Log.PodStepFailed(_pod.Key.ToString(), "the next step", failure.Message);
                    wakeAt = _node.Time.GetUtcNow() + RetryPause;
                }

                await WaitAsync(wakeAt, stop);
            }
        }
        finally
        {
            await _containers.KillAllAsync();
            _sandbox.Remove(withLogs: Volatile.Read(ref _gone));
        }
    }

    private void Poke() => _signal.Writer.TryWrite(true);

    private ObservedPod Observe() => new(Volatile.Read(ref _pod), _node.Time.GetUtcNow(), _startTime, _sandbox.Ip, _node.Options.HostIp.ToString(), _sandbox.IsReady, _containers.Table.Snapshot);

    /// <returns>True when the world is another one now, so that it is worth deciding again at once.</returns>
    private async Task<bool> ActAsync(PodAction action, CancellationToken stop)
    {
        switch (action)
        {
            case PodAction.SetUpVolumes:
                return await _sandbox.SetUpAsync(Volatile.Read(ref _pod), stop);
            case PodAction.StartContainer start:
                await _containers.StartAsync(start.Name, stop);
                return true;
            case PodAction.StopContainer ending:
                _containers.Stop(ending);
                return true;
            case PodAction.Release when !_released:
                _released = true;
                _sandbox.Remove(withLogs: false);
                return false;
            case PodAction.Remove:
                _sandbox.Remove(withLogs: false);
                await _node.Client.DeleteAsync(ResourceTypes.Pods, _pod.Key, new Deletion(TimeSpan.Zero, Uid: _pod.Uid), stop);
                Volatile.Write(ref _gone, true);
                return false;
            default:
                return false;
        }
    }

    private async Task WriteStatusAsync(JsonObject status, CancellationToken stop)
    {
        if (_written is not null ? JsonNode.DeepEquals(_written, status) : JsonNode.DeepEquals(_pod.Status, status))
            return;
        var patch = new JsonObject { ["metadata"] = new JsonObject { ["uid"] = _pod.Uid }, ["status"] = status.DeepClone() };
        try
        {
            var answer = await _node.Client.PatchAsync(ResourceTypes.Pods, _pod.Key, new Patch(PatchType.Merge, patch), "status", stop);
            _written = status;
            if (!IsOlder(answer, Volatile.Read(ref _pod)))
                Volatile.Write(ref _pod, answer);
        }
        catch (KubeException gone) when (gone.IsNotFound || (gone.Code is 409 or 422 && gone.Message.Contains("uid", StringComparison.OrdinalIgnoreCase)))
        {
            Volatile.Write(ref _gone, true);
        }
    }

    private async Task<DateTimeOffset?> RefreshAsync(CancellationToken stop)
    {
        if (!_sandbox.IsReady || _released)
            return null;
        if (_sandbox.WrittenAt + VolumeRefresh <= _node.Time.GetUtcNow())
            await _sandbox.RefreshAsync(Volatile.Read(ref _pod), stop);
        return _sandbox.WrittenAt + VolumeRefresh;
    }

    private async Task WaitAsync(DateTimeOffset? wakeAt, CancellationToken stop)
    {
        var pause = wakeAt is { } time ? time - _node.Time.GetUtcNow() : (TimeSpan?)null;
        if (pause <= TimeSpan.Zero)
            return;
        using var timer = pause is { } wait ? _node.Time.CreateTimer(_ => Poke(), null, wait, Timeout.InfiniteTimeSpan) : null;
        await _signal.Reader.WaitToReadAsync(stop);
    }

    private static DateTimeOffset? Earlier(DateTimeOffset? one, DateTimeOffset? other) => one is null || other < one ? other ?? one : one;

    /// <summary>Only this project's own server is promised to count versions in one number; where that fails, the newcomer wins.</summary>
    private static bool IsOlder(KubeObject candidate, KubeObject present) =>
        ulong.TryParse(candidate.ResourceVersion, out var a) && ulong.TryParse(present.ResourceVersion, out var b) && a < b;
}
