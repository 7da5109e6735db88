using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using Firesteel.Embedded.Node.Containers;
using Firesteel.Embedded.Node.Memory;
using Firesteel.Embedded.Node.PodLogs;
using Firesteel.Embedded.PodStreams;

namespace Firesteel.Embedded.Node.Sandbox;

/// <summary>A running container: unshare(1) outside, the container's first process inside as its only child.</summary>
internal sealed class ProcessContainer : IRunningContainer
{
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(10);

    private readonly Process _process;
    private readonly Task _began;
    private readonly ContainerPlan _plan;
    private readonly HostTools _tools;
    private readonly LaunchThread _launch;
    private readonly TimeProvider _time;
    private readonly Lock _ending = new();
    private bool _isOver;
    private volatile bool _isOutOfMemory;

    public ProcessContainer(Process process, ContainerPlan plan, string directory, string report, ContainerLog log, HostTools tools, LaunchThread launch, MemoryGuard memory, TimeProvider time)
    {
        (_process, _plan, _tools, _launch, _time) = (process, plan, tools, launch, time);
        StartedAt = time.GetUtcNow();
        Id = "firesteel://" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{plan.PodUid}/{plan.Name}/{plan.Attempt}")));
        process.StandardInput.Close();
        Exit = FollowAsync(directory, report, log);
        _began = WaitForCommandAsync(report);
        if (plan.MemoryLimit is { } limit)
            memory.Watch(process.Id, limit, EndForMemory, Exit);
    }

    public string Id { get; }

    public DateTimeOffset StartedAt { get; }

    public Task<ContainerExit> Exit { get; }

    public void Terminate() => _ = TerminateAsync();

    public void Kill() => SignalFirst(Processes.SigKill);

    public async Task<int?> ExecAsync(IReadOnlyList<string> command, TimeSpan timeout, CancellationToken stop)
    {
        if (await StartBesideAsync(command, terminal: null, stop) is not { } process)
            return 126;
        using var ending = process;
        process.StandardInput.Close();
        _ = process.StandardOutput.BaseStream.CopyToAsync(Stream.Null, CancellationToken.None);
        _ = process.StandardError.BaseStream.CopyToAsync(Stream.Null, CancellationToken.None);
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(stop);
        using var timer = _time.CreateTimer(_ => deadline.Cancel(), null, timeout, Timeout.InfiniteTimeSpan);
        try
        {
            await process.WaitForExitAsync(deadline.Token);
            return process.ExitCode;
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            stop.ThrowIfCancellationRequested();
            return null;
        }
    }

    public async Task<ICommandSession> OpenAsync(PodCommand command, CancellationToken stop)
    {
        var terminal = command.Terminal ? PseudoTerminal.Open() : null;
        try
        {
            var process = await StartBesideAsync(command.Arguments, terminal, stop) ?? throw new IOException($"container {_plan.Name} has ended");
            if (!command.Input || terminal is not null)
                process.StandardInput.Close();
            return new CommandSession(process, terminal);
        }
        catch
        {
            terminal?.Dispose();
            throw;
        }
    }

    /// <returns>Null when the container is over.</returns>
    private async Task<Process?> StartBesideAsync(IReadOnlyList<string> command, PseudoTerminal? terminal, CancellationToken stop)
    {
        // Before its own root is in place, a command would run in the host's.
        await _began.WaitAsync(stop);
        if (FirstProcess() is not { } first)
            return null;
        string[] user = Environment.IsPrivilegedProcess ? [] : ["--user", "--preserve-credentials"];
        var path = _plan.Environment.LastOrDefault(pair => pair.Key == "PATH").Value ?? "/usr/bin:/bin";
        // A session of its own whose terminal this is, so that control-C and job control work in it.
        string[] session = terminal is null ? [] : [_tools.Shell, "-c", "terminal=$1; shift; exec \"$@\" <\"$terminal\" >\"$terminal\" 2>&1", "sh", terminal.Path, _tools.SetSid, "--ctty", "--wait"];
        var start = new ProcessStartInfo(_tools.SetPriv,
            ["--pdeathsig", "KILL", "--", .. session, _tools.NsEnter, "--target", first.ToString(), .. user, "--mount", "--uts", "--ipc", "--pid", "--root", "--wd", "--", "env", $"PATH={path}", .. command])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        ProcessRuntime.SetEnvironment(start, _plan.Environment);
        if (terminal is not null)
            start.Environment.TryAdd("TERM", "xterm");
        return _launch.Start(start);
    }

    /// <summary>The script that sets up the container would swallow the signal.</summary>
    private async Task TerminateAsync()
    {
        await _began;
        SignalFirst(Processes.SigTerm);
    }

    private async Task WaitForCommandAsync(string report)
    {
        while (!Exit.IsCompleted && !await HasBegunAsync(report))
            await Task.Delay(Glance, _time);
    }

    private static async Task<bool> HasBegunAsync(string report)
    {
        try
        {
            return (await File.ReadAllTextAsync(report)).Contains(SetupScript.Ready, StringComparison.Ordinal);
        }
        catch (IOException)
        {
            // Already removed: the container is over.
            return true;
        }
    }

    private void EndForMemory()
    {
        _isOutOfMemory = true;
        Kill();
    }

    private void SignalFirst(int signal)
    {
        // Once the last process is gone its number may be anybody's: there is nothing left to signal, though its files may still be there.
        lock (_ending)
        {
            if (_isOver)
                return;
            if (Processes.FirstChild(_process.Id) is { } first)
                Processes.Signal(first, signal);
            else if (signal == Processes.SigKill && !_process.HasExited)
                _process.Kill();
        }
    }

    /// <returns>Null before the first and after the last.</returns>
    private int? FirstProcess()
    {
        lock (_ending)
            return _isOver ? null : Processes.FirstChild(_process.Id);
    }

    /// <returns>The exit code of the last process.</returns>
    private int Leave()
    {
        lock (_ending)
        {
            _isOver = true;
            var code = _process.ExitCode;
            _process.Dispose();
            return code;
        }
    }

    private async Task<ContainerExit> FollowAsync(string directory, string report, ContainerLog log)
    {
        var output = log.PumpAsync(_process.StandardOutput.BaseStream, "stdout");
        var errors = log.PumpAsync(_process.StandardError.BaseStream, "stderr");
        await _process.WaitForExitAsync(CancellationToken.None);
        await Task.WhenAll(output, errors);
        log.Complete();
        var finished = _time.GetUtcNow();
        var said = await File.ReadAllLinesAsync(report);
        var left = Leave();
        var code = said.Any(line => line.StartsWith(SetupScript.KilledWords, StringComparison.Ordinal)) ? 128 + Processes.SigKill : left;
        Remove(directory);
        // Killed before its command began is killed all the same.
        if (said.Contains(SetupScript.Ready) || code == 128 + Processes.SigKill)
            return new(code, finished, OutOfMemory: _isOutOfMemory && code == 128 + Processes.SigKill);
        return new(128, finished, said.Length == 0 ? $"the container's set-up ended with exit code {code}" : string.Join("; ", said));
    }

    /// <summary>Its mounts are gone with its processes: what is left are files of the container's own.</summary>
    private static void Remove(string directory)
    {
        try
        {
            Directory.Delete(directory, recursive: true);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // A file of a mapped user may resist an ordinary user; the pod's directory is tried again when the pod goes.
        }
    }
}
