using System.Threading.Channels;

namespace Firesteel.Embedded.ApiServer.Storage;

/// <summary>
/// The queue between the store and one watch. A reader that falls too far behind loses its watch, as with a real server:
/// it lists again instead of holding the memory.
/// </summary>
internal sealed class Watcher
{
    private const int Longest = 20_000;
    private readonly Channel<StoreEvent> _queue = Channel.CreateUnbounded<StoreEvent>(new() { SingleReader = false, AllowSynchronousContinuations = false });

    public ChannelReader<StoreEvent> Events => _queue.Reader;

    public void Offer(StoreEvent change)
    {
        if (_queue.Reader.Count >= Longest)
            End();
        else
            _queue.Writer.TryWrite(change);
    }

    public void End() => _queue.Writer.TryComplete();
}
