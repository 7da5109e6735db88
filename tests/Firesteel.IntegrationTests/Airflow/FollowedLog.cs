using System.Text.Json.Nodes;
using Firesteel.TestKit.Airflow;

namespace Firesteel.IntegrationTests.Airflow;

/// <summary>A log that Airflow reads while other things happen.</summary>
internal sealed class FollowedLog(AirflowRequest request, HttpResponseMessage answer) : IAsyncDisposable
{
    private readonly List<string> _lines = [];
    private Task _reading = Task.CompletedTask;

    /// <summary>What Airflow had read when it stopped.</summary>
    private string[] Recorded { get; } = [.. (request.Answer["lines"] as JsonArray ?? []).Select(line => (string)line!)];

    /// <summary>Airflow read it to its end.</summary>
    private bool IsWhole => request.Answer["end"] is not null;

    public void Start() => _reading = ReadAsync();

    /// <summary>What differs from the recording; null when nothing does.</summary>
    public async Task<string?> DifferenceAsync(AirflowWorld world)
    {
        var complete = await world.SoonAsync(() => Task.FromResult(IsWhole ? _reading.IsCompleted : Count() >= Recorded.Length));
        lock (_lines)
        {
            var ours = IsWhole ? _lines : [.. _lines.Take(Recorded.Length)];
            return !complete && IsWhole ? $"{request}: the log does not end"
                : ours.SequenceEqual(Recorded) ? null
                : $"{request}: Airflow read \"{string.Join(" | ", Recorded)}\", now \"{string.Join(" | ", ours)}\"";
        }
    }

    public async ValueTask DisposeAsync()
    {
        answer.Dispose();
        await _reading.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private int Count()
    {
        lock (_lines)
            return _lines.Count;
    }

    private async Task ReadAsync()
    {
        using var reader = new StreamReader(await answer.Content.ReadAsStreamAsync());
        var stamped = request.Query.Contains("timestamps=True", StringComparison.OrdinalIgnoreCase);
        while (await reader.ReadLineAsync() is { } line)
        {
            lock (_lines)
                _lines.Add(stamped ? line[(line.IndexOf(' ', StringComparison.Ordinal) + 1)..] : line);
        }
    }
}
