using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using Firesteel.Embedded.PodLogs;
using Firesteel.Kube.Client;
using Firesteel.Kube.Objects;

namespace Firesteel.IntegrationTests.Airflow;

/// <summary>Logs of drivers that only exist in a recording; by the rules of a kubelet.</summary>
internal sealed class PlayedLogs(TimeProvider time) : IPodLogs
{
    private readonly ConcurrentDictionary<string, Log> _logs = new(StringComparer.Ordinal);

    /// <summary>The containers of a pod run, or have run.</summary>
    public void Start(string uid) => _logs.GetOrAdd(uid, _ => new());

    public void Write(string uid, IEnumerable<string> lines) => _logs.GetOrAdd(uid, _ => new()).Change(log => log.Lines.AddRange(lines.Select(line => (time.GetUtcNow(), line))));

    public void End(string uid) => _logs.GetOrAdd(uid, _ => new()).Change(log => log.HasEnded = true);

    public async Task<bool> CopyAsync(ObjectKey pod, string uid, LogQuery query, Stream output, CancellationToken stop)
    {
        if (!_logs.TryGetValue(uid, out var log))
            return false;
        var since = query.Since is { } span ? time.GetUtcNow() - span : DateTimeOffset.MinValue;
        var next = 0;
        while (true)
        {
            var (lines, ended, changed) = log.After(next);
            next += lines.Length;
            foreach (var (at, line) in lines.Where(line => line.At >= since))
            {
                var text = query.Timestamps ? $"{at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'", CultureInfo.InvariantCulture)} {line}\n" : $"{line}\n";
                await output.WriteAsync(Encoding.UTF8.GetBytes(text), stop);
            }

            await output.FlushAsync(stop);
            if (ended || !query.Follow)
                return true;
            await changed.WaitAsync(stop);
        }
    }

    private sealed class Log
    {
        private readonly Lock _gate = new();
        private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public List<(DateTimeOffset At, string Line)> Lines { get; } = [];

        public bool HasEnded { get; set; }

        public void Change(Action<Log> change)
        {
            lock (_gate)
            {
                change(this);
                _changed.SetResult();
                _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
            }
        }

        public ((DateTimeOffset At, string Line)[] Lines, bool HasEnded, Task Changed) After(int count)
        {
            lock (_gate)
                return ([.. Lines.Skip(count)], HasEnded, _changed.Task);
        }
    }
}
