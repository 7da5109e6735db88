using System.Text;
using System.Text.Json.Nodes;

namespace Firesteel.IntegrationTests.ApiServer.Replay;

/// <summary>What comes on one open watch, gathered in the background.</summary>
internal abstract class WatchStream : IAsyncDisposable
{
    private readonly Lock _gate = new();
    private readonly List<JsonObject> _events = [];
    private readonly List<string> _frames = [];
    private readonly CancellationTokenSource _stop = new();
    private Task _reading = Task.CompletedTask;

    public bool Ended { get; private set; }

    protected CancellationToken Stop => _stop.Token;

    /// <summary>The events since the last call, once there are as many as expected (and, if wanted, the stream has ended), or patience is over.</summary>
    public async Task<(IReadOnlyList<JsonObject> Events, IReadOnlyList<string> Frames)> TakeAsync(int expected, bool untilEnd, TimeSpan patience)
    {
        using var limit = new CancellationTokenSource(patience);
        while (!limit.IsCancellationRequested)
        {
            lock (_gate)
            {
                if (_events.Count >= expected && (!untilEnd || Ended))
                    break;
            }

            await Task.WhenAny(Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System, limit.Token).ContinueWith(_ => { }, TaskScheduler.Default));
        }

        // One more look: nothing may come that was not recorded.
        if (!untilEnd)
            await Task.Delay(TimeSpan.FromMilliseconds(80), TimeProvider.System);
        lock (_gate)
        {
            var taken = (_events.ToList(), _frames.ToList());
            _events.Clear();
            _frames.Clear();
            return taken;
        }
    }

    public virtual async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Task.WhenAny(_reading, Task.Delay(TimeSpan.FromSeconds(2), TimeProvider.System));
        _stop.Dispose();
    }

    protected void Start(Func<Task> read) => _reading = Task.Run(async () =>
    {
        try
        {
            await read();
        }
        catch (Exception e) when (e is OperationCanceledException or IOException or HttpRequestException or System.Net.WebSockets.WebSocketException or ObjectDisposedException)
        {
        }

        lock (_gate)
            Ended = true;
    });

    protected void Add(string line)
    {
        lock (_gate)
            _events.Add((JsonObject)JsonNode.Parse(line)!);
    }

    protected void AddFrame(string kind)
    {
        lock (_gate)
            _frames.Add(kind);
    }
}
