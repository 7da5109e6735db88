using System.Collections.Immutable;
using System.Diagnostics;
using Firesteel.Embedded.Node.Containers;
using Firesteel.Embedded.Node.Memory;
using Firesteel.Embedded.Node.PodLogs;
using Firesteel.Kube.Problems;

namespace Firesteel.Embedded.Node.Sandbox;

/// <summary>Containers as process groups in namespaces of their own, made with util-linux. Works as root and, where user namespaces are allowed, as anybody.</summary>
/// <param name="logs">Keeps the containers' output.</param>
public sealed class ProcessRuntime(ContainerLogs logs, TimeProvider time) : IContainerRuntime
{
    private readonly LaunchThread _launch = new();
    private readonly MemoryGuard _memory = new(time);
    private HostTools? _tools;

    public string Version { get; } = $"firesteel://{typeof(ProcessRuntime).Assembly.GetName().Version!.ToString(3)}";

    public ImmutableSortedDictionary<string, string> NodeLabels => ImmutableSortedDictionary<string, string>.Empty;

    public async Task<ImmutableArray<Problem>> CheckAsync(CancellationToken stop)
    {
        (_tools, var problems) = HostTools.Find();
        return _tools is null ? problems : await Isolation.TryAsync(_tools, stop);
    }

    public int EndLeftovers(string stateDirectory) => Leftovers.End(stateDirectory);

    public IRunningContainer Start(ContainerPlan plan)
    {
        _tools ??= HostTools.Find().Tools ?? throw new IOException("util-linux is missing");
        var attempt = Path.Combine(plan.Directory, plan.Attempt.ToString());
        if (Directory.Exists(attempt))
            Directory.Delete(attempt, recursive: true);
        var root = Path.Combine(attempt, "root");
        Directory.CreateDirectory(root);
        var layout = ContainerRoot.Build(root, plan);
        var report = Path.Combine(attempt, "report");
        var script = Path.Combine(attempt, "setup");
        File.WriteAllText(report, "");
        using (var file = new StreamWriter(new FileStream(script, new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite })))
            file.Write(SetupScript.Write(plan, root, report, layout.Mounts, HostMounts.Read(), _tools));

        // A session of its own: Ctrl+C in the terminal is for the platform, not for the pods.
        var start = new ProcessStartInfo(_tools.SetPriv,
            ["--pdeathsig", "KILL", "--", _tools.SetSid, _tools.Shell, "-c", SetupScript.Wrapper, "sh", report, _tools.Unshare, .. Isolation.UnshareArguments, _tools.Shell, script])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = "/",
        };
        SetEnvironment(start, plan.Environment);
        var log = logs.Open(plan.LogFile);
        var process = _launch.Start(start);
        Leftovers.Note(attempt, process.Id);
        return new ProcessContainer(process, plan, attempt, report, log, _tools, _launch, _memory, time);
    }

    internal static void SetEnvironment(ProcessStartInfo start, ImmutableArray<KeyValuePair<string, string>> environment)
    {
        start.Environment.Clear();
        foreach (var (name, value) in environment)
        {
            if (!SetupScript.IsHeldBack(name))
                start.Environment[name] = value;
        }
    }
}
