using System.Buffers;
using System.Buffers.Binary;
using Firesteel.Embedded.ObjectStore.Checksums;
using Firesteel.Embedded.ObjectStore.Storage;
using Microsoft.Win32.SafeHandles;

namespace Firesteel.Embedded.ObjectStore.Disk.Index;

/// <summary>Batches in the order of their commits: length, CRC-32C, changes. A record that a crash tore ends the log.</summary>
internal sealed class WriteAheadLog : IDisposable
{
    private const int Head = 8;
    private readonly SafeFileHandle _file;
    private readonly ArrayBufferWriter<byte> _pending = new(64 * 1024);
    private long _position;

    public WriteAheadLog(string path) => _file = File.OpenHandle(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.Read);

    public long Length => _position;

    /// <summary>Appends a batch to what the next <see cref="Write"/> writes.</summary>
    public void Add(IReadOnlyList<IndexChange> changes)
    {
        var size = Varint.Longest;
        foreach (var change in changes)
            size += 1 + (2 * Varint.Longest) + change.Key.Length + (change.Value?.Length ?? 0);
        var span = _pending.GetSpan(Head + size);
        var body = span[Head..];
        var at = Varint.Write(body, (uint)changes.Count);
        foreach (var change in changes)
        {
            body[at++] = (byte)change.Kind;
            at += Varint.Write(body[at..], (uint)change.Key.Length);
            change.Key.CopyTo(body[at..]);
            at += change.Key.Length;
            if (change.Kind == IndexChangeKind.Delete)
                continue;
            at += Varint.Write(body[at..], (uint)change.Value!.Length);
            change.Value.CopyTo(body[at..]);
            at += change.Value.Length;
        }

        BinaryPrimitives.WriteInt32LittleEndian(span, at);
        BinaryPrimitives.WriteUInt32LittleEndian(span[4..], (uint)ReflectedCrc.Crc32C.Append(0, body[..at]));
        _pending.Advance(Head + at);
    }

    /// <summary>Hands the batches to the operating system; when that fails, none of them is in the log.</summary>
    public void Write()
    {
        try
        {
            RandomAccess.Write(_file, _pending.WrittenSpan, _position);
            _position += _pending.WrittenCount;
        }
        catch
        {
            RandomAccess.SetLength(_file, _position);
            throw;
        }
        finally
        {
            if (_pending.Capacity > 4 << 20)
                _pending.Clear();
            _pending.ResetWrittenCount();
        }
    }

    public void Flush() => RandomAccess.FlushToDisk(_file);

    public void Dispose() => _file.Dispose();

    /// <returns>The bytes at the end that are no whole record.</returns>
    public static long Replay(string path, Action<IndexChange> apply)
    {
        using var file = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var length = RandomAccess.GetLength(file);
        var buffer = new byte[64 * 1024];
        long at = 0;
        while (length - at >= Head)
        {
            if (!TryFill(file, buffer.AsSpan(0, Head), at))
                break;
            var size = BinaryPrimitives.ReadInt32LittleEndian(buffer);
            var crc = BinaryPrimitives.ReadUInt32LittleEndian(buffer.AsSpan(4));
            if (size <= 0 || size > length - at - Head)
                break;
            if (buffer.Length < size)
                buffer = new byte[size * 2];
            if (!TryFill(file, buffer.AsSpan(0, size), at + Head) || (uint)ReflectedCrc.Crc32C.Append(0, buffer.AsSpan(0, size)) != crc)
                break;
            Apply(buffer.AsSpan(0, size), apply);
            at += Head + size;
        }

        return length - at;
    }

    private static void Apply(ReadOnlySpan<byte> body, Action<IndexChange> apply)
    {
        var at = 0;
        var count = Varint.Read(body, ref at);
        for (var i = 0; i < count; i++)
        {
            var kind = (IndexChangeKind)body[at++];
            var keyLength = (int)Varint.Read(body, ref at);
            var key = body.Slice(at, keyLength).ToArray();
            at += keyLength;
            byte[]? value = null;
            if (kind != IndexChangeKind.Delete)
            {
                var valueLength = (int)Varint.Read(body, ref at);
                value = body.Slice(at, valueLength).ToArray();
                at += valueLength;
            }

            apply(new(kind, key, value));
        }
    }

    private static bool TryFill(SafeFileHandle file, Span<byte> target, long at)
    {
        while (!target.IsEmpty)
        {
            var read = RandomAccess.Read(file, target, at);
            if (read == 0)
                return false;
            target = target[read..];
            at += read;
        }

        return true;
    }
}
