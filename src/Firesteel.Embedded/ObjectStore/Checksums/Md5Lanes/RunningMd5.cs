using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Firesteel.Embedded.ObjectStore.Checksums.Md5Lanes;

/// <summary>The MD5 of one body, computed beside those of others. All that stands below <see cref="Pieces"/> belongs to <see cref="SharedMd5"/>.</summary>
internal sealed class RunningMd5 : IDisposable
{
    private readonly SharedMd5 _shared;
    private readonly byte[] _tail = new byte[2 * Md5Kernel.Block];
    private long _length;

    internal RunningMd5(SharedMd5 shared)
    {
        _shared = shared;
        Node = new(this);
    }

    /// <summary>Rented buffers that still have to be hashed, and the bytes in them: whole blocks.</summary>
    internal Queue<(byte[] Buffer, int Length)> Pieces { get; } = new();

    internal LinkedListNode<RunningMd5> Node { get; }

    internal uint[] State { get; } = Md5Constants.InitialState;

    /// <summary>Bytes of the first piece that are hashed.</summary>
    internal int Offset { get; set; }

    /// <summary>A worker is at the first piece.</summary>
    internal bool IsTaken { get; set; }

    internal bool IsGone { get; set; }

    /// <summary>Of who cannot go on before no more pieces than <see cref="Awaited"/> are left.</summary>
    internal TaskCompletionSource? Waiter { get; set; }

    internal int Awaited { get; set; }

    /// <summary>Takes a buffer from the shared pool, and gives it back there. Waits when too much is still to be hashed.</summary>
    /// <param name="length">Whole blocks of 64 bytes in every piece but the last.</param>
    public Task AppendAsync(byte[] rented, int length)
    {
        if (_length % Md5Kernel.Block != 0)
            throw new InvalidOperationException("Only the last piece may end inside a block.");
        _length += length;
        var rest = length % Md5Kernel.Block;
        rented.AsSpan(length - rest, rest).CopyTo(_tail);
        if (length > rest)
            return _shared.AppendAsync(this, rented, length - rest);
        ArrayPool<byte>.Shared.Return(rented);
        return Task.CompletedTask;
    }

    /// <summary>The digest of everything appended. Called once.</summary>
    public async Task<byte[]> FinishAsync()
    {
        await _shared.DrainedAsync(this);
        var rest = (int)(_length % Md5Kernel.Block);
        _tail[rest] = 0x80;
        var padded = rest + 1 + sizeof(long) <= Md5Kernel.Block ? Md5Kernel.Block : 2 * Md5Kernel.Block;
        BinaryPrimitives.WriteInt64LittleEndian(_tail.AsSpan(padded - sizeof(long)), _length * 8);
        Md5Kernel.Advance([new(State, _tail, 0)], padded / Md5Kernel.Block);
        return MemoryMarshal.AsBytes(State.AsSpan()).ToArray();
    }

    /// <summary>Gives up what is not hashed yet; the others do not wait for this body any more.</summary>
    public void Dispose() => _shared.Leave(this);
}
