using System.Net;
using System.Net.Sockets;

namespace Firesteel.Bench;

/// <summary>A TCP proxy that lets each piece of a request wait: what is behind it seems to be as far away.</summary>
internal sealed class DelayingProxy : IDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stop = new();

    public DelayingProxy(Uri behind, TimeSpan delay)
    {
        listener.Start(512);
        _ = AcceptAsync(behind, delay);
    }

    public Uri Address => new($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}");

    public void Dispose()
    {
        stop.Cancel();
        listener.Dispose();
    }

    private async Task AcceptAsync(Uri behind, TimeSpan delay)
    {
        while (!stop.IsCancellationRequested)
            _ = ServeAsync(await listener.AcceptTcpClientAsync(stop.Token), behind, delay);
    }

    private async Task ServeAsync(TcpClient client, Uri behind, TimeSpan delay)
    {
        using var near = client;
        using var far = new TcpClient { NoDelay = true };
        near.NoDelay = true;
        await far.ConnectAsync(behind.Host, behind.Port, stop.Token);
        await Task.WhenAny(PassAsync(near.GetStream(), far.GetStream(), delay), PassAsync(far.GetStream(), near.GetStream(), TimeSpan.Zero));
    }

    private async Task PassAsync(NetworkStream from, NetworkStream to, TimeSpan delay)
    {
        var buffer = new byte[64 * 1024];
        for (var read = await from.ReadAsync(buffer, stop.Token); read > 0; read = await from.ReadAsync(buffer, stop.Token))
        {
            if (delay > TimeSpan.Zero)
                await Task.Delay(delay, TimeProvider.System, stop.Token);
            await to.WriteAsync(buffer.AsMemory(0, read), stop.Token);
        }
    }
}
