namespace Firesteel.Embedded.Node.PodLogs;

/// <summary>Writer of one container's log; safe for its two streams at once.</summary>
public sealed class ContainerLog
{
    private readonly Lock _gate = new();
    private readonly string _file;
    private readonly LogOptions _options;
    private readonly TimeProvider _time;
    private readonly Action _completed;
    private FileStream _out;
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _complete;
    private int _rotations;

    internal ContainerLog(string file, LogOptions options, TimeProvider time, Action completed)
    {
        (_file, _options, _time, _completed) = (file, options, time, completed);
        _out = Append();
    }

    /// <summary>Done when something was written after this was read, or when the log is complete.</summary>
    internal Task Changed
    {
        get
        {
            lock (_gate)
                return _changed.Task;
        }
    }

    internal bool IsComplete
    {
        get
        {
            lock (_gate)
                return _complete;
        }
    }

    /// <summary>How often the log went on in a new file.</summary>
    internal int Rotations
    {
        get
        {
            lock (_gate)
                return _rotations;
        }
    }

    /// <summary>Copies a container's output until it ends, on a thread of its own: pipes have no asynchronous reading.</summary>
    internal Task PumpAsync(Stream source, string stream) =>
        Task.Factory.StartNew(() => Pump(source, stream), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    /// <summary>One whole line.</summary>
    public void WriteLine(ReadOnlySpan<byte> line, string stream = "stdout") => Write(line, stream, partial: false);

    /// <summary>Nothing more will come; whoever follows comes to an end.</summary>
    public void Complete()
    {
        lock (_gate)
        {
            _complete = true;
            _out.Dispose();
            _changed.TrySetResult();
        }

        _completed();
    }

    private void Pump(Stream source, string stream)
    {
        var buffer = new byte[LogFraming.LongestPart];
        var held = 0;
        while (true)
        {
            int read;
            try
            {
                read = source.Read(buffer, held, buffer.Length - held);
            }
            catch (IOException)
            {
                read = 0;
            }

            if (read == 0)
            {
                if (held > 0)
                    Write(buffer.AsSpan(0, held), stream, partial: false);
                return;
            }

            var rest = buffer.AsSpan(0, held + read);
            for (int newline; (newline = rest.IndexOf((byte)'\n')) >= 0; rest = rest[(newline + 1)..])
                Write(rest[..newline], stream, partial: false);
            if (rest.Length == buffer.Length)
            {
                Write(rest, stream, partial: true);
                rest = [];
            }

            held = rest.Length;
            rest.CopyTo(buffer);
        }
    }

    private void Write(ReadOnlySpan<byte> line, string stream, bool partial)
    {
        Span<byte> head = stackalloc byte[64];
        lock (_gate)
        {
            if (_complete)
                return;
            head = head[..LogFraming.WriteHead(head, _time.GetUtcNow(), stream, partial)];
            _out.Write(head);
            _out.Write(line);
            _out.WriteByte((byte)'\n');
            _out.Flush();
            if (_out.Position >= _options.RotateAt)
                Rotate();
            if (_changed.Task.IsCompleted)
                return;
            _changed.SetResult();
            _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    private void Rotate()
    {
        _out.Dispose();
        File.Delete(ContainerLogs.Rotated(_file, _options.KeepRotated));
        for (var i = _options.KeepRotated - 1; i > 0; i--)
        {
            if (File.Exists(ContainerLogs.Rotated(_file, i)))
                File.Move(ContainerLogs.Rotated(_file, i), ContainerLogs.Rotated(_file, i + 1));
        }

        if (_options.KeepRotated > 0)
            File.Move(_file, ContainerLogs.Rotated(_file, 1));
        else
            File.Delete(_file);
        _rotations++;
        _out = Append();
    }

    private FileStream Append() => new(_file, new FileStreamOptions
    {
        Mode = FileMode.Append,
        Access = FileAccess.Write,
        Share = FileShare.ReadWrite | FileShare.Delete,
        UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        BufferSize = 32 * 1024,
    });
}
