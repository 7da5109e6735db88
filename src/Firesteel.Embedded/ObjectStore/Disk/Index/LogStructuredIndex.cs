using System.Collections.Immutable;
using System.Globalization;
using System.Threading.Channels;
using Firesteel.Embedded.ObjectStore.Http;
using Firesteel.Embedded.ObjectStore.Storage;
using Microsoft.Extensions.Logging;

namespace Firesteel.Embedded.ObjectStore.Disk.Index;

/// <summary>
/// An ordered index on disk. Batches go into a log, many of them with one flush, and into memory; full memory becomes a sorted table;
/// tables of similar size are merged in the background. Starting reads the log's last megabytes, however large the index is.
/// </summary>
internal sealed class LogStructuredIndex : IAsyncDisposable
{
    private const long UsualMemory = 16 << 20;
    private const int MostFrozen = 3, GroupLimit = 512;

    private static readonly TimeSpan BetweenTries = TimeSpan.FromSeconds(1);

    private readonly string _directory;
    private readonly TimeProvider _time;
    private readonly FsyncPolicy _fsync;
    private readonly ILogger _log;
    private readonly long _memoryLimit;
    private readonly FileStream _lock;
    private readonly Channel<Commit> _commits = Channel.CreateUnbounded<Commit>(new() { SingleReader = true });
    private readonly Channel<bool> _flushes = Channel.CreateUnbounded<bool>(new() { SingleReader = true });
    private readonly SemaphoreSlim _roomForFrozen = new(MostFrozen);
    private readonly Lock _changingState = new();
    private readonly RunningSums _sums;
    private readonly Task _writing;
    private readonly Task _maintaining;
    private readonly ITimer? _flushing;
    private volatile IndexState _state;
    private volatile Exception? _broken;
    private volatile bool _waitsForSpace;
    private WriteAheadLog _current;
    private long _currentLog;
    private long _nextFile;
    private long _firstLog;

    private LogStructuredIndex(string directory, FsyncPolicy fsync, TimeProvider time, ILogger log, long memory)
    {
        (_directory, _fsync, _time, _log, _memoryLimit, _sums) = (directory, fsync, time, log, memory, new(key => Find(key)));
        Directory.CreateDirectory(directory);
        _lock = new(Path.Combine(directory, "LOCK"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        try
        {
            var manifest = Manifest.Read(directory);
            (_nextFile, _firstLog) = (manifest.NextFile, manifest.FirstLog);
            _state = new(new(), [], [.. manifest.Tables.Select(number => SortedTable.Open(number, FileName("table", number)))]);
            Recover();
            _currentLog = _nextFile++;
            _firstLog = _currentLog;
            _current = new(FileName("log", _currentLog));
            WriteManifest();
            RemoveStrangers();
        }
        catch
        {
            _lock.Dispose();
            throw;
        }

        _writing = Task.Run(WriteAsync);
        _maintaining = Task.Run(MaintainAsync);
        if (fsync == FsyncPolicy.EverySecond)
            _flushing = time.CreateTimer(_ => FlushQuietly(), null, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1));
    }

    /// <param name="memory">Bytes that are gathered in memory before they become a table.</param>
    /// <exception cref="IOException">Another process has it open.</exception>
    public static LogStructuredIndex Open(string directory, FsyncPolicy fsync, TimeProvider time, ILogger log, long memory = UsualMemory) => new(directory, fsync, time, log, memory);

    public byte[]? Find(ReadOnlySpan<byte> key) => _state.Find(key);

    public IIndexCursor OpenCursor()
    {
        IndexState? opened = null;
        return new MergeCursor(() =>
        {
            var state = _state;
            if (state == opened)
                return null;
            opened = state;
            return state.Cursors();
        });
    }

    /// <param name="durable">Waits for the flush that the policy wants; otherwise a killed process keeps the batch, a power cut may not.</param>
    public Task CommitAsync(IReadOnlyList<IndexChange> changes, bool durable)
    {
        if (changes.Count == 0)
            return Task.CompletedTask;
        var commit = new Commit(changes, durable && _fsync == FsyncPolicy.Always);
        return _commits.Writer.TryWrite(commit) ? commit.Done.Task : Task.FromException(new ObjectDisposedException(nameof(LogStructuredIndex)));
    }

    public async ValueTask DisposeAsync()
    {
        _commits.Writer.TryComplete();
        await _writing;
        _flushes.Writer.TryComplete();
        await _maintaining;
        if (_flushing is not null)
            await _flushing.DisposeAsync();
        if (_fsync != FsyncPolicy.Never)
            FlushQuietly();
        _current.Dispose();
        await _lock.DisposeAsync();
    }

    private string FileName(string kind, long number) => Path.Combine(_directory, $"{kind}-{number.ToString("d10", CultureInfo.InvariantCulture)}");

    /// <summary>What the logs hold becomes a table at once, so that no log is ever continued.</summary>
    private void Recover()
    {
        var memory = new OrderedMemory();
        foreach (var path in Directory.GetFiles(_directory, "log-*").Order(StringComparer.Ordinal))
        {
            var number = long.Parse(Path.GetFileName(path).AsSpan(4), CultureInfo.InvariantCulture);
            _nextFile = Math.Max(_nextFile, number + 1);
            if (number < _firstLog)
                continue;
            var torn = WriteAheadLog.Replay(path, change => memory.Set(change.Key, change.Value));
            if (torn > 0)
                _log.TornLog(torn, path);
        }

        if (memory.Count > 0)
            _state = _state with { Tables = _state.Tables.Insert(0, WriteTable(Compaction.Entries(memory))!) };
    }

    /// <summary>Files that no manifest names: of a flush or a merge that a crash cut short, or replayed logs.</summary>
    private void RemoveStrangers()
    {
        var known = _state.Tables.Select(table => table.Path).ToHashSet();
        foreach (var path in Directory.GetFiles(_directory, "table-*").Where(path => !known.Contains(path)))
            File.Delete(path);
        foreach (var path in Directory.GetFiles(_directory, "log-*").Where(path => path != FileName("log", _currentLog)))
            File.Delete(path);
    }

    private async Task WriteAsync()
    {
        var group = new List<Commit>();
        var changes = new List<IndexChange>();
        while (await _commits.Reader.WaitToReadAsync())
        {
            group.Clear();
            while (group.Count < GroupLimit && _commits.Reader.TryRead(out var commit))
                group.Add(commit);
            try
            {
                if (_broken is { } broken)
                    throw new IOException("the index could not be made durable before; restart the store", broken);
                changes.Clear();
                foreach (var commit in group)
                {
                    var resolved = _sums.Resolve(commit.Changes);
                    _current.Add(resolved);
                    changes.AddRange(resolved);
                }

                _current.Write();
                foreach (var change in changes)
                    _state.Active.Set(change.Key, change.Value);
                foreach (var commit in group.Where(commit => !commit.Durable))
                    commit.Done.TrySetResult();
                if (group.Exists(commit => commit.Durable))
                    Flush();
                foreach (var commit in group)
                    commit.Done.TrySetResult();
                if (_state.Active.Bytes > _memoryLimit)
                    await RotateAsync();
            }
            catch (Exception failed)
            {
                _sums.Forget();
                foreach (var commit in group)
                    commit.Done.TrySetException(failed);
            }
        }
    }

    private void Flush()
    {
        try
        {
            _current.Flush();
        }
        catch (Exception failed)
        {
            // After a failed flush nobody knows what is on the disk; going on would acknowledge what may be lost.
            _broken = failed;
            throw;
        }
    }

    private async Task RotateAsync()
    {
        // Memory stays bounded: writing waits for the tables. Not on a full disk: there only what makes room gets this far.
        if (!await _roomForFrozen.WaitAsync(0))
        {
            if (_waitsForSpace)
                return;
            await _roomForFrozen.WaitAsync();
        }

        if (_fsync != FsyncPolicy.Never)
            Flush();
        var number = Interlocked.Increment(ref _nextFile) - 1;
        var fresh = new WriteAheadLog(FileName("log", number));
        FileSystemCalls.FlushDirectory(_directory);
        lock (_changingState)
            _state = _state with { Active = new(), Frozen = _state.Frozen.Insert(0, new(_state.Active, _currentLog)) };
        _current.Dispose();
        (_current, _currentLog) = (fresh, number);
        _flushes.Writer.TryWrite(true);
    }

    private async Task MaintainAsync()
    {
        while (await _flushes.Reader.WaitToReadAsync())
        {
            while (_flushes.Reader.TryRead(out _))
            {
            }

            try
            {
                while (FlushOldest())
                {
                }

                Merge();
                _waitsForSpace = false;
            }
            catch (IOException full) when (DiskSpace.IsFull(full))
            {
                if (!_waitsForSpace)
                    _log.IndexWaitsForSpace();
                _waitsForSpace = true;
                await TryLaterAsync();
            }
            catch (Exception failed)
            {
                _log.IndexFailed(failed);
                _broken ??= failed;
            }
        }
    }

    /// <summary>Nothing is lost meanwhile: what is not in a table yet is in the logs.</summary>
    private async Task TryLaterAsync()
    {
        await Task.Delay(BetweenTries, _time);
        _flushes.Writer.TryWrite(true);
    }

    private bool FlushOldest()
    {
        if (_state.Frozen is not [.., var oldest])
            return false;
        var table = WriteTable(Compaction.Entries(oldest.Layer))!;
        lock (_changingState)
        {
            _state = _state with { Frozen = _state.Frozen.Remove(oldest), Tables = _state.Tables.Insert(0, table) };
            _firstLog = _state.Frozen is [.., var next] ? next.Log : _currentLog;
            // Between freezing and here the writer may not have named its new log yet; the logs that are left are all above the flushed one.
            _firstLog = Math.Max(oldest.Log + 1, Math.Min(_firstLog, _currentLog));
            WriteManifest();
        }

        File.Delete(FileName("log", oldest.Log));
        _roomForFrozen.Release();
        return true;
    }

    /// <summary>Merges the newest tables while the next older one is not much larger than all of them together.</summary>
    private void Merge()
    {
        while (Compaction.Choose(_state.Tables) is { Length: > 1 } chosen)
        {
            var last = chosen.Length == _state.Tables.Length || chosen[^1] == _state.Tables[^1];
            var cursors = chosen.Select(ILayerCursor (table) => new TableCursor(table)).ToArray();
            SortedTable? merged;
            using (var cursor = new MergeCursor(() => cursors, withDeleted: true))
                merged = WriteTable(Compaction.Entries(cursor, withDeleted: !last));
            lock (_changingState)
            {
                // Newer tables may have come meanwhile; they stand before the merged ones.
                var at = _state.Tables.IndexOf(chosen[0]);
                var tables = _state.Tables.RemoveRange(at, chosen.Length);
                _state = _state with { Tables = merged is null ? tables : tables.Insert(at, merged) };
                WriteManifest();
            }

            foreach (var table in chosen)
                File.Delete(table.Path);
            while (FlushOldest())
            {
            }
        }
    }

    private SortedTable? WriteTable(IEnumerable<(byte[] Key, byte[] Value, bool Deleted)> entries)
    {
        var number = Interlocked.Increment(ref _nextFile) - 1;
        var path = FileName("table", number);
        try
        {
            using var writer = new SortedTableWriter(path);
            foreach (var (key, value, deleted) in entries)
                writer.Add(key, value, deleted);
            if (writer.Count == 0)
            {
                File.Delete(path);
                return null;
            }

            writer.Finish();
        }
        catch
        {
            File.Delete(path);
            throw;
        }

        FileSystemCalls.FlushDirectory(_directory);
        return SortedTable.Open(number, path);
    }

    private void WriteManifest() =>
        new Manifest(Volatile.Read(ref _nextFile), _firstLog, [.. _state.Tables.Select(table => table.Number)]).Write(_directory);

    private void FlushQuietly()
    {
        try
        {
            _current.Flush();
        }
        catch (ObjectDisposedException)
        {
            // The log was rotated, which flushed it.
        }
        catch (IOException failed)
        {
            _broken = failed;
            _log.IndexFailed(failed);
        }
    }

    private sealed class Commit(IReadOnlyList<IndexChange> changes, bool durable)
    {
        public IReadOnlyList<IndexChange> Changes { get; } = changes;

        public bool Durable { get; } = durable;

        public TaskCompletionSource Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
