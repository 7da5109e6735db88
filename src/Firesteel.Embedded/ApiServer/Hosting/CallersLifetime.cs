using Microsoft.Extensions.Hosting;

namespace Firesteel.Embedded.ApiServer.Hosting;

/// <summary>The server lives as long as its caller wants; signals are the caller's affair.</summary>
internal sealed class CallersLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
