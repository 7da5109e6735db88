using System.Collections.Immutable;
using System.Net;
using System.Text.Json.Nodes;
using Firesteel.Embedded.Node.Json;
using Firesteel.Embedded.Node.Variables;
using Firesteel.Embedded.Node.Volumes;
using Firesteel.Kube.Client;
using Firesteel.Kube.Objects;

namespace Firesteel.Embedded.Node.Pods;

/// <summary>What a pod's containers share: its address, its hosts file, its volumes.</summary>
internal sealed class PodSandbox
{
    private static readonly TimeSpan FirstRetry = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestRetry = TimeSpan.FromSeconds(2);

    /// <summary>A ConfigMap may well come right after its pod; only a longer wait is worth an event.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private readonly NodeServices _node;
    private readonly ServiceAccountTokens _tokens;
    private IPAddress? _ip;
    private TimeSpan _retry = FirstRetry;
    private DateTimeOffset? _failingSince;
    private string? _told;

    public PodSandbox(NodeServices node, KubeObject pod)
    {
        _node = node;
        _tokens = new ServiceAccountTokens(node.Client, node.Time);
        Key = pod.Key;
        Uid = pod.Uid;
        Directory = Path.Combine(node.Options.StateDirectory, "pods", pod.Uid);
        Volumes = new PodVolumes(Directory);
        Context = new PodContext(pod, "", node.Options.HostIp.ToString(), node.Options.Name, node.Capacity, new SourceObjects(ImmutableDictionary<(SourceKind, string), SourceObject?>.Empty));
    }

    public ObjectKey Key { get; }

    public string Uid { get; }

    public string Directory { get; }

    public string HostsFile => Path.Combine(Directory, "etc-hosts");

    public string Ip => _ip?.ToString() ?? "";

    public PodVolumes Volumes { get; }

    /// <summary>As of the last set-up, the service-account volume included.</summary>
    public PodContext Context { get; private set; }

    public bool IsReady { get; private set; }

    public DateTimeOffset WrittenAt { get; private set; }

    /// <summary>When a set-up that failed is worth another try.</summary>
    public DateTimeOffset? RetryAt { get; private set; }

    /// <returns>True when everything is ready.</returns>
    public async Task<bool> SetUpAsync(KubeObject pod, CancellationToken stop)
    {
        var now = _node.Time.GetUtcNow();
        if (RetryAt is { } later && later > now)
            return false;
        System.IO.Directory.CreateDirectory(Directory);
        _ip ??= _node.Addresses.Take();
        var failure = await WriteAsync(pod, stop);
        if (failure is null)
        {
            _node.Names.Add(pod, Ip, HostsFile);
            RetryAt = null;
            return IsReady = true;
        }

        _failingSince ??= now;
        if (failure != _told && now - _failingSince >= Patience)
            _node.Events.Warning(pod, "FailedMount", _told = failure);
        RetryAt = now + _retry;
        _retry = _retry * 2 < LongestRetry ? _retry * 2 : LongestRetry;
        return false;
    }

    /// <summary>Brings files up to date; what cannot be had now stays as it was.</summary>
    public Task RefreshAsync(KubeObject pod, CancellationToken stop) => WriteAsync(pod, stop);

    /// <summary>Reads the objects anew that containers' variables come from.</summary>
    public async Task<PodContext> ReadContextAsync(KubeObject pod, CancellationToken stop)
    {
        var account = pod.Spec.Text("serviceAccountName") is { Length: > 0 } named ? named : "default";
        var shown = ApiAccessVolume.AddTo(pod, pod.Spec?["automountServiceAccountToken"] is null
            ? await _node.Client.FindAsync(ResourceTypes.ServiceAccounts, new(pod.Namespace, account), stop) : null);
        return Context = new PodContext(shown, Ip, _node.Options.HostIp.ToString(), _node.Options.Name, _node.Capacity, await SourceObjects.ReadAsync(_node.Client, shown, stop));
    }

    public void Remove(bool withLogs)
    {
        IsReady = false;
        _node.Names.Remove(Uid);
        if (_ip is not null)
            _node.Addresses.Release(_ip);
        try
        {
            if (System.IO.Directory.Exists(Directory))
                System.IO.Directory.Delete(Directory, recursive: true);
            if (withLogs && System.IO.Directory.Exists(_node.Logs.OfPod(Key, Uid)))
                System.IO.Directory.Delete(_node.Logs.OfPod(Key, Uid), recursive: true);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            _node.Log.PodStepFailed(Key.ToString(), "removing its files", failure.Message);
        }
    }

    private async Task<string?> WriteAsync(KubeObject pod, CancellationToken stop)
    {
        var context = await ReadContextAsync(pod, stop);
        var volumes = context.Pod.Spec.Items("volumes").ToList();
        var tokens = await _tokens.OfAsync(pod, volumes, stop);
        WrittenAt = _node.Time.GetUtcNow();
        return Volumes.SetUp(volumes, new VolumeInput(context, tokens, Path.Combine(_node.Options.StateDirectory, "claims")));
    }
}
