using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Firesteel.Kube.Client;

/// <summary>The lines of a watch as events, each as soon as it is whole.</summary>
internal static class WatchStream
{
    /// <summary>No object is bigger: etcd itself takes 1.5 MiB.</summary>
    private const long LongestLine = 64 << 20;

    /// <summary>How much later than it promised a server may end a watch before it counts as gone.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(30);

    /// <summary>Ends with the stream; what stands behind the last line end was cut off and is dropped.</summary>
    /// <exception cref="HttpRequestException">The connection broke or it carries no events.</exception>
    public static async IAsyncEnumerable<WatchEvent> ReadAsync(
        Stream stream, TimeSpan? timeout, TimeProvider time, [EnumeratorCancellation] CancellationToken stop)
    {
        using var guard = timeout is { } promised ? new CancellationTokenSource(promised + Grace, time) : new CancellationTokenSource();
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stop, guard.Token);
        var pipe = PipeReader.Create(stream, new StreamPipeReaderOptions(bufferSize: 16 * 1024, leaveOpen: true));
        try
        {
            while (await FillAsync(pipe, stop, either.Token).ConfigureAwait(false) is { } read)
            {
                var rest = read.Buffer;
                while (TakeLine(ref rest, out var line))
                {
                    if (!IsBlank(line) && Parse(line) is { } change)
                        yield return change;
                }

                if (rest.Length > LongestLine)
                    throw new HttpRequestException(HttpRequestError.InvalidResponse, $"a watch event is longer than {LongestLine >> 20} MiB");
                pipe.AdvanceTo(rest.Start, rest.End);
                if (read.IsCompleted)
                    yield break;
            }
        }
        finally
        {
            await pipe.CompleteAsync().ConfigureAwait(false);
        }
    }

    /// <returns>Null when the server is silent for longer than the watch was to last.</returns>
    private static async ValueTask<ReadResult?> FillAsync(PipeReader pipe, CancellationToken stop, CancellationToken either)
    {
        try
        {
            return await pipe.ReadAsync(either).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            return null;
        }
        catch (IOException e)
        {
            throw new HttpRequestException(HttpRequestError.ResponseEnded, "the watch was cut", e);
        }
    }

    private static bool TakeLine(ref ReadOnlySequence<byte> rest, out ReadOnlySequence<byte> line)
    {
        if (rest.PositionOf((byte)'\n') is not { } end)
        {
            line = default;
            return false;
        }

        line = rest.Slice(0, end);
        rest = rest.Slice(rest.GetPosition(1, end));
        return true;
    }

    private static bool IsBlank(in ReadOnlySequence<byte> line) => line.Length == 0 || (line.Length == 1 && line.FirstSpan[0] == '\r');

    private static WatchEvent? Parse(in ReadOnlySequence<byte> line)
    {
        try
        {
            return KubeJson.Event(line);
        }
        catch (JsonException e)
        {
            throw new HttpRequestException(HttpRequestError.InvalidResponse, "the watch sent something that is no event", e);
        }
    }
}
