using Firesteel.Embedded.PodStreams;

namespace Firesteel.Embedded.ApiServer.Subresources.Streaming;

/// <summary>A command and its client, put together until one of them ends.</summary>
internal static class CommandRun
{
    /// <summary>For the client's own goodbye; a receive that is cancelled would cut the connection before it has read the last words.</summary>
    private static readonly TimeSpan Goodbye = TimeSpan.FromSeconds(2);

    public static async Task RunAsync(ICommandSession command, ICommandClient client, TimeProvider time, CancellationToken stop)
    {
        using var gone = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var reading = ReadAsync(command, client, gone, stop);
        try
        {
            await Task.WhenAll(CopyAsync(command.Output, CommandOutput.Output, client, gone.Token), CopyAsync(command.Errors, CommandOutput.Errors, client, gone.Token)).ConfigureAwait(false);
            await client.FinishAsync(CommandStatus.Of(await command.ExitCode.WaitAsync(gone.Token).ConfigureAwait(false)), gone.Token).ConfigureAwait(false);
            await Task.WhenAny(reading, Task.Delay(Goodbye, time, stop)).ConfigureAwait(false);
        }
        catch (Exception ended) when (gone.IsCancellationRequested && ended is OperationCanceledException or IOException or System.Net.WebSockets.WebSocketException)
        {
            // Nobody is there any more.
        }
    }

    /// <summary>A client that goes takes its command with it: nobody would read what it writes.</summary>
    private static async Task ReadAsync(ICommandSession command, ICommandClient client, CancellationTokenSource gone, CancellationToken stop)
    {
        try
        {
            await client.ReadAsync(command.Input, command.Resize, stop).ConfigureAwait(false);
        }
        catch (Exception ended) when (ended is IOException or System.Net.WebSockets.WebSocketException or OperationCanceledException or ObjectDisposedException)
        {
            // Disposed: the goodbye was waited for long enough.
        }

        try
        {
            await gone.CancelAsync().ConfigureAwait(false);
        }
        catch (ObjectDisposedException)
        {
            // All was said before the client went.
        }
    }

    private static async Task CopyAsync(Stream source, CommandOutput output, ICommandClient client, CancellationToken stop)
    {
        var buffer = new byte[32 * 1024];
        for (int read; (read = await source.ReadAsync(buffer, stop).ConfigureAwait(false)) > 0;)
            await client.WriteAsync(output, buffer.AsMemory(0, read), stop).ConfigureAwait(false);
    }
}
