using System.Globalization;
using System.Text.Json.Nodes;
using static Firesteel.Embedded.ApiServer.Kinds.Columns.Cells;

namespace Firesteel.Embedded.ApiServer.Kinds.Columns;

/// <summary>What kubectl says about a pod in one word, folded from its phase and its containers' states.</summary>
internal sealed record PodSummary(string Ready, string Reason, long Restarts, DateTimeOffset? LastRestart)
{
    public static PodSummary Of(JsonObject pod) => new Fold(pod).Run();

    public string RestartsAt(DateTimeOffset now) =>
        Restarts != 0 && LastRestart is { } last ? $"{Restarts} ({HumanDuration.Of(now - last)} ago)" : $"{Restarts}";

    private sealed class Fold(JsonObject pod)
    {
        private long _restarts;
        private long _restartableInitRestarts;
        private DateTimeOffset? _lastRestart;
        private DateTimeOffset? _lastRestartableInitRestart;
        private int _ready;
        private int _total = Count(pod, "spec", "containers");
        private string _reason = FirstReason(pod);

        public PodSummary Run()
        {
            var restartable = Items(pod, "spec", "initContainers")
                .Where(item => Text(item, "restartPolicy") == "Always").Select(item => Text(item, "name")).ToHashSet(StringComparer.Ordinal);
            _total += restartable.Count;
            var initializing = Initializing(restartable);
            if (!initializing || HasCondition("Initialized"))
                Main(initializing);
            if (Text(pod, "metadata", "deletionTimestamp").Length > 0)
                _reason = Text(pod, "status", "reason") == "NodeLost" ? "Unknown" : IsTerminalPhase() ? _reason : "Terminating";
            return new($"{_ready}/{_total}", _reason, _restarts, _lastRestart);
        }

        private bool IsTerminalPhase() => Text(pod, "status", "phase") is "Succeeded" or "Failed";

        private static string FirstReason(JsonObject pod)
        {
            var reason = Text(pod, "status", "phase");
            if (Text(pod, "status", "reason") is { Length: > 0 } given)
                reason = given;
            if (Items(pod, "status", "conditions").Any(item => Text(item, "type") == "PodScheduled" && Text(item, "reason") == "SchedulingGated"))
                reason = "SchedulingGated";
            return reason;
        }

        private bool Initializing(HashSet<string> restartable)
        {
            var count = Count(pod, "spec", "initContainers");
            var index = 0;
            foreach (var container in Items(pod, "status", "initContainerStatuses"))
            {
                var restarts = Number(container, "restartCount");
                _restarts += restarts;
                _lastRestart = Later(_lastRestart, FinishedBefore(container));
                var sidecar = restartable.Contains(Text(container, "name"));
                if (sidecar)
                {
                    _restartableInitRestarts += restarts;
                    _lastRestartableInitRestart = Later(_lastRestartableInitRestart, FinishedBefore(container));
                }

                var terminated = At(container, "state", "terminated");
                var waiting = Text(container, "state", "waiting", "reason");
                if (terminated is not null && Number(terminated, "exitCode") == 0)
                {
                    index++;
                    continue;
                }

                if (sidecar && True(container, "started"))
                {
                    if (True(container, "ready"))
                        _ready++;
                    index++;
                    continue;
                }

                _reason = terminated is not null
                    ? "Init:" + (Text(terminated, "reason") is { Length: > 0 } reason ? reason : ExitOrSignal(terminated))
                    : waiting.Length > 0 && waiting != "PodInitializing" ? "Init:" + waiting
                    : $"Init:{index}/{count}";
                return true;
            }

            return false;
        }

        private void Main(bool initializing)
        {
            _ = initializing;
            _restarts = _restartableInitRestarts;
            _lastRestart = _lastRestartableInitRestart;
            var running = false;
            foreach (var container in Items(pod, "status", "containerStatuses").Reverse())
            {
                _restarts += Number(container, "restartCount");
                _lastRestart = Later(_lastRestart, FinishedBefore(container));
                var terminated = At(container, "state", "terminated");
                var waiting = Text(container, "state", "waiting", "reason");
                if (waiting.Length > 0)
                {
                    _reason = waiting;
                }
                else if (terminated is not null)
                {
                    _reason = Text(terminated, "reason") is { Length: > 0 } reason ? reason : ExitOrSignal(terminated);
                }
                else if (True(container, "ready") && At(container, "state", "running") is not null)
                {
                    running = true;
                    _ready++;
                }
            }

            if (_reason == "Completed" && running)
                _reason = HasCondition("Ready") ? "Running" : "NotReady";
        }

        private bool HasCondition(string type) =>
            Items(pod, "status", "conditions").Any(item => Text(item, "type") == type && Text(item, "status") == "True");

        private static string ExitOrSignal(JsonNode terminated) =>
            Number(terminated, "signal") is var signal and not 0 ? $"Signal:{signal}" : $"ExitCode:{Number(terminated, "exitCode")}";

        private static DateTimeOffset? FinishedBefore(JsonObject container) =>
            DateTimeOffset.TryParse(Text(container, "lastState", "terminated", "finishedAt"), null, DateTimeStyles.AssumeUniversal, out var at) ? at : null;

        private static DateTimeOffset? Later(DateTimeOffset? a, DateTimeOffset? b) => a is null || b > a ? b : a;
    }
}
