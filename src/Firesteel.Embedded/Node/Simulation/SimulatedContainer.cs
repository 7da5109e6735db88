using System.Globalization;
using System.Text;
using Firesteel.Embedded.Node.Containers;
using Firesteel.Embedded.Node.PodLogs;
using Firesteel.Embedded.PodStreams;

namespace Firesteel.Embedded.Node.Simulation;

internal sealed class SimulatedContainer : IRunningContainer
{
    private readonly TaskCompletionSource<ContainerExit> _exit = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ContainerLog _log;
    private readonly TimeProvider _time;
    private readonly ITimer? _timer;

    public SimulatedContainer(ContainerPlan plan, ContainerLog log, SimulationOptions options, TimeProvider time)
    {
        (_log, _time) = (log, time);
        StartedAt = time.GetUtcNow();
        Id = $"firesteel-simulated://{plan.PodUid}-{plan.Name}-{plan.Attempt}";
        Say($"would run {string.Join(' ', plan.Command)}");
        var code = int.TryParse(Value(plan, SimulationOptions.ExitCodeVariable), out var wanted) ? wanted : 0;
        if (RunsFor(plan, options) is { } duration)
            _timer = time.CreateTimer(_ => End(code), null, duration, Timeout.InfiniteTimeSpan);
    }

    public string Id { get; }

    public DateTimeOffset StartedAt { get; }

    public Task<ContainerExit> Exit => _exit.Task;

    public void Terminate() => End(143);

    public void Kill() => End(137);

    public Task<int?> ExecAsync(IReadOnlyList<string> command, TimeSpan timeout, CancellationToken stop) => Task.FromResult<int?>(0);

    public Task<ICommandSession> OpenAsync(PodCommand command, CancellationToken stop) => throw new IOException("this container is simulated: nothing runs in it");

    /// <summary>An executor ends when its driver deletes it; anything else after a while.</summary>
    private static TimeSpan? RunsFor(ContainerPlan plan, SimulationOptions options) => Value(plan, SimulationOptions.DurationVariable) switch
    {
        "forever" => null,
        { } text when double.TryParse(text, CultureInfo.InvariantCulture, out var seconds) => TimeSpan.FromSeconds(seconds),
        _ when plan.Command[^1] == "executor" => null,
        _ => options.Duration,
    };

    private static string? Value(ContainerPlan plan, string name) => plan.Environment.LastOrDefault(pair => pair.Key == name).Value;

    private void End(int code)
    {
        lock (_log)
        {
            if (_exit.Task.IsCompleted)
                return;
            Say($"ends with exit code {code}");
            _log.Complete();
            _exit.SetResult(new ContainerExit(code, _time.GetUtcNow()));
        }

        _timer?.Dispose();
    }

    private void Say(string text) => _log.WriteLine(Encoding.UTF8.GetBytes($"[simulated, nothing real runs here] {text}"));
}
