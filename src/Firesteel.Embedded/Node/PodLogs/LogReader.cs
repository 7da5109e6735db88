using System.Buffers;
using Firesteel.Kube.Client;

namespace Firesteel.Embedded.Node.PodLogs;

/// <summary>Reads a container's log as <c>kubectl logs</c> asks for it.</summary>
internal static class LogReader
{
    /// <param name="files">Oldest first, never empty.</param>
    /// <param name="open">The log's writer while the container runs; null afterwards.</param>
    public static async Task CopyAsync(IReadOnlyList<string> files, ContainerLog? open, LogQuery query, DateTimeOffset now, Stream output, CancellationToken stop)
    {
        var since = query.Since is { } back ? now - back : (DateTimeOffset?)null;
        var (first, offset) = query.TailLines is { } lines ? FindTail(files, lines) : (0, 0);
        var writer = new LineWriter(output, query.Timestamps, since);
        for (var i = first; i < files.Count; i++)
        {
            var follow = i == files.Count - 1 && query.Follow ? open : null;
            var generation = follow?.Rotations ?? 0;
            // Once open it stays the same file, also when rotation gives it another name.
            await using var input = OpenFile(files[i]);
            input.Position = i == first ? offset : 0;
            await CopyFileAsync(input, follow, generation, files[i], writer, stop);
        }

        await writer.FlushAsync(stop);
    }

    private static async Task CopyFileAsync(FileStream input, ContainerLog? follow, int generation, string path, LineWriter writer, CancellationToken stop)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(128 * 1024);
        FileStream? next = null;
        try
        {
            var held = 0;
            while (true)
            {
                // All are asked for before reading, so that nothing written meanwhile is missed.
                var changed = follow?.Changed;
                var complete = follow?.IsComplete ?? true;
                var rotations = follow?.Rotations ?? generation;
                var read = await (next ?? input).ReadAsync(buffer.AsMemory(held), stop);
                if (read == 0)
                {
                    await writer.FlushAsync(stop);
                    if (rotations > generation)
                    {
                        if (next is not null)
                            await next.DisposeAsync();
                        (next, generation) = OpenNext(follow!, path, generation + 1);
                    }
                    else if (complete)
                    {
                        return;
                    }
                    else
                    {
                        await changed!.WaitAsync(stop);
                    }

                    continue;
                }

                var rest = buffer.AsMemory(0, held + read);
                for (int newline; (newline = rest.Span.IndexOf((byte)'\n')) >= 0; rest = rest[(newline + 1)..])
                    await writer.WriteAsync(rest[..newline], stop);
                held = rest.Length;
                rest.CopyTo(buffer);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
            if (next is not null)
                await next.DisposeAsync();
        }
    }

    /// <summary>The file that was current as the given generation; where a reader fell so far behind that it is gone, the oldest that is left.</summary>
    private static (FileStream File, int Generation) OpenNext(ContainerLog log, string path, int generation)
    {
        while (true)
        {
            var rotations = log.Rotations;
            var age = rotations - generation;
            try
            {
                var file = OpenFile(age <= 0 ? path : ContainerLogs.Rotated(path, age));
                if (log.Rotations == rotations)
                    return (file, generation);
                file.Dispose();
            }
            catch (FileNotFoundException)
            {
                if (log.Rotations == rotations)
                    generation++;
            }
        }
    }

    private static FileStream OpenFile(string path) => new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1);

    /// <summary>Walks back over whole lines, block by block, until enough are behind.</summary>
    private static (int File, long Offset) FindTail(IReadOnlyList<string> files, int lines)
    {
        var buffer = new byte[64 * 1024];
        for (var i = files.Count - 1; i >= 0; i--)
        {
            using var input = OpenFile(files[i]);
            var end = input.Length;
            if (lines == 0)
                return (i, end);
            for (var position = end; position > 0;)
            {
                var size = (int)Math.Min(buffer.Length, position);
                position -= size;
                input.Position = position;
                input.ReadExactly(buffer, 0, size);
                for (var at = size - 1; at >= 0; at--)
                {
                    // The newline at the very end closes the last line, it does not begin one.
                    if (buffer[at] == '\n' && position + at != end - 1 && !IsPartialBefore(input, position + at) && --lines == 0)
                        return (i, position + at + 1);
                }
            }

            if (end > 0 && !(i > 0 && EndsInside(files[i - 1])) && --lines == 0)
                return (i, 0);
        }

        return (0, 0);
    }

    /// <summary>Rotation may part a line.</summary>
    private static bool EndsInside(string file)
    {
        using var input = OpenFile(file);
        return IsPartialBefore(input, input.Length - 1);
    }

    /// <summary>An entry tagged P is one line with what follows it.</summary>
    private static bool IsPartialBefore(FileStream input, long newline)
    {
        // Only an entry of full length can be partial; its head is at a known distance.
        Span<byte> head = stackalloc byte[64];
        var start = newline - LogFraming.LongestPart - LogFraming.HeadLength;
        if (start < 0)
            return false;
        input.Position = start;
        input.ReadExactly(head[..LogFraming.HeadLength]);
        return LogFraming.TryRead(head[..LogFraming.HeadLength], out _, out _, out var partial) && partial;
    }

    private sealed class LineWriter(Stream output, bool timestamps, DateTimeOffset? since)
    {
        private readonly ArrayBufferWriter<byte> _pending = new(64 * 1024);
        private bool _insideLine;

        public async ValueTask WriteAsync(ReadOnlyMemory<byte> entry, CancellationToken stop)
        {
            Add(entry.Span);
            if (_pending.WrittenCount > 32 * 1024)
                await FlushAsync(stop);
        }

        public async ValueTask FlushAsync(CancellationToken stop)
        {
            if (_pending.WrittenCount == 0)
                return;
            await output.WriteAsync(_pending.WrittenMemory, stop);
            await output.FlushAsync(stop);
            _pending.ResetWrittenCount();
        }

        private void Add(ReadOnlySpan<byte> entry)
        {
            if (!LogFraming.TryRead(entry, out var time, out var text, out var partial))
                return;
            if (since is { } from)
            {
                if (LogFraming.ReadTime(time) is { } written && written < from)
                    return;
                since = null;
            }

            if (timestamps && !_insideLine)
            {
                _pending.Write(time);
                _pending.Write(" "u8);
            }

            _pending.Write(text);
            if (!partial)
                _pending.Write("\n"u8);
            _insideLine = partial;
        }
    }
}
