using Microsoft.AspNetCore.Http;

namespace Firesteel.Embedded.ApiServer.Watching;

/// <summary>Events as lines or frames of a response that does not end.</summary>
internal sealed class ChunkedOutput(HttpContext http, string contentType) : IWatchOutput
{
    public CancellationToken Closed => http.RequestAborted;

    public async Task StartAsync()
    {
        http.Response.StatusCode = 200;
        http.Response.ContentType = contentType;
        await http.Response.StartAsync(http.RequestAborted).ConfigureAwait(false);
        await http.Response.BodyWriter.FlushAsync(http.RequestAborted).ConfigureAwait(false);
    }

    public async ValueTask SendAsync(ReadOnlyMemory<byte> line, CancellationToken stop, bool flush = true)
    {
        stop.ThrowIfCancellationRequested();
        await http.Response.BodyWriter.WriteAsync(line, stop).ConfigureAwait(false);
    }

    public async ValueTask FlushAsync(CancellationToken stop) => await http.Response.BodyWriter.FlushAsync(stop).ConfigureAwait(false);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
