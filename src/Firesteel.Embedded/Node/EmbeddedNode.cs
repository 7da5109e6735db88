using System.Collections.Concurrent;
using Firesteel.Embedded.Node.Addresses;
using Firesteel.Embedded.Node.Containers;
using Firesteel.Embedded.Node.Events;
using Firesteel.Embedded.Node.Images;
using Firesteel.Embedded.Node.Json;
using Firesteel.Embedded.Node.PodLogs;
using Firesteel.Embedded.Node.Pods;
using Firesteel.Embedded.Node.Registration;
using Firesteel.Embedded.Node.Scheduling;
using Firesteel.Embedded.Node.Services;
using Firesteel.Kube.Client;
using Firesteel.Kube.Objects;
using Firesteel.Kube.Problems;
using Firesteel.Kube.Watching;
using Microsoft.Extensions.Logging;

namespace Firesteel.Embedded.Node;

/// <summary>A node of a cluster on this machine: registers itself, schedules pods and runs them. A client of the API like any other.</summary>
public sealed class EmbeddedNode(IKubeClient client, NodeOptions options, IContainerRuntime runtime, ImageViews images, TimeProvider time, ILogger log, RunningContainers? running = null)
{
    /// <summary>The API is next door: a short pause is enough.</summary>
    private static readonly InformerOptions Patience = new() { FirstDelay = TimeSpan.FromMilliseconds(100), MaxDelay = TimeSpan.FromSeconds(5) };

    private readonly ConcurrentDictionary<string, (PodWorker Worker, Task Run)> _workers = new();
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Done when the node is registered and takes pods.</summary>
    public Task Ready => _ready.Task;

    /// <summary>Runs until stopped; then everything that it started is ended before this returns.</summary>
    /// <exception cref="ProblemException">This machine cannot run pods, or the options are wrong.</exception>
    public async Task RunAsync(CancellationToken stop)
    {
        var problems = options.Validate().AddRange(await runtime.CheckAsync(stop));
        if (!problems.IsEmpty)
            throw new ProblemException(problems);
        Directory.CreateDirectory(options.StateDirectory);
        using var owned = TakeState();
        var ended = runtime.EndLeftovers(Path.Combine(options.StateDirectory, "pods"));

        var capacity = NodeCapacity.Of(options);
        using var broken = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var events = new NodeEvents(client, "kubelet", options.Name, time, log);
        var scheduling = new NodeEvents(client, "default-scheduler", "", time, log);
        Informer pods = Of(ResourceTypes.Pods), nodes = Of(ResourceTypes.Nodes), services = Of(ResourceTypes.Services), endpoints = Of(ResourceTypes.Endpoints);
        using var names = new ServiceNames(services, endpoints, new AddressPool(options.StateDirectory), time, log);
        var shared = new NodeServices(client, options, capacity, runtime, images, names.Addresses, names, events, new LogPaths(options.StateDirectory), running ?? new(), time, log);
        var heartbeat = new Heartbeat(client, options, capacity, runtime.Version, runtime.NodeLabels, time, log);
        var scheduler = new Scheduler(client, pods, nodes, scheduling, time, log);
        pods.Changed += change => Dispatch(shared, change.Object, change.After is null, broken.Token);

        List<Task> parts = [events.RunAsync(broken.Token), scheduling.RunAsync(broken.Token), services.RunAsync(broken.Token), endpoints.RunAsync(broken.Token)];
        try
        {
            await heartbeat.RegisterAsync(stop);
            parts.AddRange([heartbeat.RunAsync(broken.Token), nodes.RunAsync(broken.Token), pods.RunAsync(broken.Token), scheduler.RunAsync(broken.Token)]);
            await Task.WhenAll(pods.WhenSynced, nodes.WhenSynced, services.WhenSynced, endpoints.WhenSynced).WaitAsync(stop);
            await RemoveForgottenAsync(pods, stop);
            log.NodeReady(options.Name, ended);
            _ready.TrySetResult();
            // None of the parts ends by itself: the first that does has failed.
            await await Task.WhenAny(parts);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Asked to stop.
        }
        finally
        {
            await broken.CancelAsync();
            // Only when no informer runs any more does no worker begin any more.
            await Task.WhenAll(parts).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await Task.WhenAll(_workers.Values.Select(worker => worker.Run)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            _ready.TrySetCanceled(CancellationToken.None);
        }
    }

    private Informer Of(ResourceType type) => new(client, type, "", Patience, time, log);

    private void Dispatch(NodeServices shared, KubeObject pod, bool gone, CancellationToken stop)
    {
        if (pod.Spec.Text("nodeName") != options.Name)
            return;
        if (gone)
        {
            if (_workers.TryGetValue(pod.Uid, out var leaving))
                leaving.Worker.Vanish();
        }
        else if (_workers.TryGetValue(pod.Uid, out var present))
        {
            present.Worker.Update(pod);
        }
        else
        {
            var worker = new PodWorker(shared, pod);
            _workers[pod.Uid] = (worker, RunWorkerAsync(pod.Uid, worker, stop));
        }
    }

    private async Task RunWorkerAsync(string uid, PodWorker worker, CancellationToken stop)
    {
        await Task.Yield();
        await worker.RunAsync(stop);
        _workers.TryRemove(uid, out _);
    }

    /// <summary>One node at a time owns a state directory.</summary>
    private FileStream TakeState()
    {
        try
        {
            return new FileStream(Path.Combine(options.StateDirectory, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException)
        {
            throw new ProblemException(new Problem(Location.Option("--state"), $"another platform runs with the state directory {options.StateDirectory}", "stop it, or give this one a directory of its own"));
        }
    }

    /// <summary>Files of pods and of claims that went away while no node was there.</summary>
    private async Task RemoveForgottenAsync(Informer pods, CancellationToken stop)
    {
        // What is on disk is looked at first: whatever is made from here on is not forgotten.
        string[] directories = [.. Below("pods"), .. Below("logs"), .. Below("claims")];
        var claims = await client.ListAllAsync(ResourceTypes.PersistentVolumeClaims, "", stop: stop);
        var known = pods.All.Concat(claims.Items).Select(item => item.Uid).ToHashSet(StringComparer.Ordinal);
        foreach (var path in directories.Where(path => !known.Contains(path[(path.AsSpan().LastIndexOfAny('/', '_') + 1)..])))
        {
            try
            {
                Directory.Delete(path, recursive: true);
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
            {
                log.StepFailed("removing files of an earlier start", failure.Message);
            }
        }
    }

    private string[] Below(string name) =>
        Path.Combine(options.StateDirectory, name) is var directory && Directory.Exists(directory) ? Directory.GetDirectories(directory) : [];
}
