using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Firesteel.Embedded.Node.Containers;
using Firesteel.Embedded.Node.Json;
using Firesteel.Embedded.Node.Probes;
using Firesteel.Kube.Objects;

namespace Firesteel.Embedded.Node.Pods;

/// <summary>Starts, watches and ends a pod's containers; what comes of it stands in <see cref="Table"/>.</summary>
internal sealed class PodContainers(NodeServices node, PodSandbox sandbox, ContainerTable table, Func<KubeObject> pod, Action poke)
{
    private static readonly TimeSpan ConfigRetry = TimeSpan.FromSeconds(1);

    /// <summary>A container gets at least this much after SIGTERM, even when its hook has used the grace period up.</summary>
    private static readonly TimeSpan LeastGrace = TimeSpan.FromSeconds(2);

    private readonly ConcurrentDictionary<string, Running> _running = new();

    public ContainerTable Table => table;

    private sealed record Running(IRunningContainer Container, ContainerPlan Plan, JsonObject Spec, CancellationTokenSource Watching);

    public async Task StartAsync(string name, CancellationToken stop)
    {
        var now = pod();
        var spec = new PodShape(now).All.First(container => PodShape.NameOf(container) == name);
        var image = spec.Text("image") ?? "";
        var (view, failure) = node.Images.Find(image);
        if (view is null)
        {
            RefuseImage(now, name, image, failure!);
            return;
        }

        await sandbox.ReadContextAsync(now, stop);
        var shown = new PodShape(sandbox.Context.Pod).All.First(container => PodShape.NameOf(container) == name);
        var container = table.Of(name);
        var attempt = container.HasRun ? container.RestartCount + 1 : container.RestartCount;
        var result = ContainerPlanning.Plan(sandbox.Context, shown, view, sandbox.Volumes, node.Options, sandbox.Directory, sandbox.HostsFile, attempt,
            (of, number) => node.Logs.OfContainer(now.Key, now.Uid, of, number));
        if (result.Plan is not { } plan)
        {
            Refuse(now, name, "CreateContainerConfigError", result.Failure!, ConfigRetry);
            return;
        }

        node.Events.Normal(now, "Pulled", $"Container image \"{image}\" already present on machine");
        IRunningContainer running;
        try
        {
            running = node.Runtime.Start(plan);
        }
        catch (Exception broken) when (broken is IOException or UnauthorizedAccessException)
        {
            Refuse(now, name, "RunContainerError", broken.Message, RestartBackoff.Next(TimeSpan.Zero));
            return;
        }

        node.Events.Normal(now, "Created", $"Created container: {name}");
        node.Events.Normal(now, "Started", $"Started container {name}");
        var entry = new Running(running, plan, shown, new CancellationTokenSource());
        _running[name] = entry;
        node.Running.Add(plan, running);
        table.Update(name, old => new ObservedContainer(name)
        {
            Phase = ContainerPhase.Running,
            Id = running.Id,
            Image = view.Reference,
            ImageId = view.Id,
            StartedAt = running.StartedAt,
            RestartCount = attempt,
            LastEnd = old.End ?? old.LastEnd,
            Backoff = old.Backoff,
            IsStarted = shown["startupProbe"] is null,
            IsReady = shown["readinessProbe"] is null && shown["startupProbe"] is null,
        });
        _ = FollowAsync(name, entry);
        Watch(name, entry);
    }

    public void Stop(PodAction.StopContainer ending)
    {
        if (!_running.TryGetValue(ending.Name, out var entry))
            return;
        table.Update(ending.Name, container => container with { IsStopping = true });
        node.Events.Normal(pod(), "Killing", ending.Why);
        _ = StopAsync(entry, ending.Grace);
    }

    /// <summary>The pod's deletion was hurried: what is still there after this time is killed.</summary>
    public void Hurry(TimeSpan grace)
    {
        foreach (var entry in _running.Values)
            _ = KillAfterAsync(entry.Container, grace);
    }

    public async Task KillAllAsync()
    {
        var running = _running.Values.ToList();
        foreach (var entry in running)
        {
            entry.Watching.Cancel();
            entry.Container.Kill();
        }

        foreach (var entry in running)
            await entry.Container.Exit;
    }

    private async Task FollowAsync(string name, Running entry)
    {
        await Task.Yield();
        var exit = await entry.Container.Exit;
        entry.Watching.Cancel();
        _running.TryRemove(name, out _);
        node.Running.Remove(entry.Plan);
        node.Log.ContainerEnded(entry.Plan.Pod.ToString(), name, exit.Code);
        var now = pod();
        var shape = new PodShape(now);
        var message = exit.StartError ?? TerminationMessage.Read(entry.Spec, entry.Plan.TerminationMessageFile, entry.Plan.LogFile, exit.Code);
        var reason = exit.StartError is not null ? "StartError" : exit.OutOfMemory ? "OOMKilled" : exit.Code == 0 ? "Completed" : "Error";
        var end = new ContainerEnd(exit.Code, reason, message, exit.StartError is null ? entry.Container.StartedAt : null, exit.FinishedAt, entry.Container.Id);
        if (exit.StartError is not null)
            node.Events.Warning(now, "Failed", $"Error: {exit.StartError}");
        var restarts = !now.IsBeingDeleted && shape.Restarts(shape.All.First(spec => PodShape.NameOf(spec) == name), exit.Code);
        var pause = restarts ? RestartBackoff.AfterEnd(table.Of(name), end) : TimeSpan.Zero;
        table.Update(name, old => pause == TimeSpan.Zero
            ? old with { Phase = ContainerPhase.Terminated, End = end, IsReady = false, IsStarted = false, IsStopping = false, Backoff = TimeSpan.Zero }
            : old with
            {
                Phase = ContainerPhase.Waiting,
                WaitingReason = "CrashLoopBackOff",
                WaitingMessage = $"back-off {Text(pause)} restarting failed container={name} pod={now.Name}_{now.Namespace}({now.Uid})",
                NotBefore = exit.FinishedAt + pause,
                Backoff = pause,
                LastEnd = end,
                StartedAt = null,
                IsReady = false,
                IsStarted = false,
                IsStopping = false,
            });
        if (pause > TimeSpan.Zero)
            node.Events.Warning(now, "BackOff", $"Back-off restarting failed container {name} in pod {now.Name}_{now.Namespace}({now.Uid})");
        poke();
    }

    private void Watch(string name, Running entry)
    {
        if (entry.Spec.Object("lifecycle")?.Object("postStart") is { } hook)
            _ = PostStartAsync(hook, entry);
        var startup = ProbeSettings.Of(entry.Spec, ProbeKind.Startup);
        if (startup is null)
            WatchStarted(name, entry);
        else
            Run(startup, name, entry);
    }

    private void WatchStarted(string name, Running entry)
    {
        foreach (var kind in (ReadOnlySpan<ProbeKind>)[ProbeKind.Readiness, ProbeKind.Liveness])
        {
            if (ProbeSettings.Of(entry.Spec, kind) is { } settings)
                Run(settings, name, entry);
        }
    }

    private void Run(ProbeSettings settings, string name, Running entry)
    {
        var loop = new ProbeLoop(settings, entry.Spec, sandbox.Ip, entry.Container, node.Time);
        _ = RunQuietlyAsync(loop.RunAsync(Judge, problem => node.Events.Warning(pod(), "Unhealthy", $"{settings.Kind} probe failed: {problem}"), entry.Watching.Token));

        void Judge(bool good)
        {
            if (settings.Kind == ProbeKind.Readiness)
            {
                table.Update(name, container => container with { IsReady = good && container.Phase == ContainerPhase.Running });
            }
            else if (!good)
            {
                var verdict = settings.Kind == ProbeKind.Liveness ? "failed liveness probe, will be restarted" : "failed startup probe, will be restarted";
                var grace = TimeSpan.FromSeconds(settings.Spec.Whole("terminationGracePeriodSeconds") ?? (long)new PodShape(pod()).Grace.TotalSeconds);
                Stop(new PodAction.StopContainer(name, grace, $"Container {name} {verdict}"));
            }
            else if (settings.Kind == ProbeKind.Startup)
            {
                table.Update(name, container => container with { IsStarted = true, IsReady = entry.Spec["readinessProbe"] is null });
                WatchStarted(name, entry);
            }

            poke();
        }
    }

    private async Task PostStartAsync(JsonObject hook, Running entry)
    {
        await Task.Yield();
        if (await HookAsync(hook, entry, TimeSpan.FromMinutes(2)) is not { } problem || entry.Container.Exit.IsCompleted)
            return;
        node.Events.Warning(pod(), "FailedPostStartHook", $"PostStartHook failed: {problem}");
        await StopAsync(entry, new PodShape(pod()).Grace);
    }

    private async Task StopAsync(Running entry, TimeSpan grace)
    {
        await Task.Yield();
        entry.Watching.Cancel();
        var began = node.Time.GetUtcNow();
        if (grace > TimeSpan.Zero)
        {
            if (entry.Spec.Object("lifecycle")?.Object("preStop") is { } hook && await HookAsync(hook, entry, grace) is { } problem && !entry.Container.Exit.IsCompleted)
                node.Events.Warning(pod(), "FailedPreStopHook", $"PreStopHook failed: {problem}");
            entry.Container.Terminate();
            var left = grace - (node.Time.GetUtcNow() - began);
            await KillAfterAsync(entry.Container, left > LeastGrace ? left : LeastGrace);
        }
        else
        {
            entry.Container.Kill();
        }
    }

    private async Task<string?> HookAsync(JsonObject hook, Running entry, TimeSpan timeout)
    {
        if (hook.Object("sleep")?.Whole("seconds") is { } seconds)
        {
            await Task.WhenAny(entry.Container.Exit, Task.Delay(TimeSpan.FromSeconds(seconds) < timeout ? TimeSpan.FromSeconds(seconds) : timeout, node.Time));
            return null;
        }

        return await Probe.LookAsync(hook, entry.Spec, sandbox.Ip, entry.Container, timeout, node.Time, CancellationToken.None);
    }

    private async Task KillAfterAsync(IRunningContainer container, TimeSpan grace)
    {
        if (grace > TimeSpan.Zero)
            await Task.WhenAny(container.Exit, Task.Delay(grace, node.Time));
        if (!container.Exit.IsCompleted)
            container.Kill();
    }

    private void RefuseImage(KubeObject now, string name, string image, string failure)
    {
        var before = table.Of(name);
        // A kubelet says ErrImagePull for the try and ImagePullBackOff for the wait after it; both are seen by turns.
        var waits = before.WaitingReason == "ErrImagePull";
        var pause = waits ? RestartBackoff.Next(before.Backoff) : TimeSpan.FromSeconds(1);
        var reason = waits ? "ImagePullBackOff" : "ErrImagePull";
        table.Update(name, container => container with
        {
            WaitingReason = reason,
            WaitingMessage = waits ? $"Back-off pulling image \"{image}\": ErrImagePull: {failure}" : failure,
            NotBefore = node.Time.GetUtcNow() + pause,
            Backoff = waits ? pause : container.Backoff,
        });
        if (waits)
            node.Events.Normal(now, "BackOff", $"Back-off pulling image \"{image}\"");
        else
            node.Events.Warning(now, "Failed", $"Failed to pull image \"{image}\": {failure}");
        node.Events.Warning(now, "Failed", $"Error: {reason}");
    }

    private void Refuse(KubeObject now, string name, string reason, string message, TimeSpan pause)
    {
        if (table.Of(name) is not { WaitingReason: { } told, WaitingMessage: { } said } || told != reason || said != message)
            node.Events.Warning(now, "Failed", $"Error: {message}");
        table.Update(name, container => container with
        {
            Phase = ContainerPhase.Waiting,
            WaitingReason = reason,
            WaitingMessage = message,
            NotBefore = node.Time.GetUtcNow() + pause,
            LastEnd = container.End ?? container.LastEnd,
            End = null,
        });
    }

    private static async Task RunQuietlyAsync(Task loop)
    {
        try
        {
            await loop;
        }
        catch (OperationCanceledException)
        {
            // The container ended or is being ended: nobody asks for its health any more.
        }
    }

    /// <summary>As Go prints a duration of whole seconds.</summary>
    private static string Text(TimeSpan time) => time.TotalMinutes >= 1 ? $"{(int)time.TotalMinutes}m{time.Seconds}s" : $"{(int)time.TotalSeconds}s";
}
