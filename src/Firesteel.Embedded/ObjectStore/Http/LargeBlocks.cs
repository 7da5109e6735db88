using System.Buffers;
using Microsoft.AspNetCore.Connections;

namespace Firesteel.Embedded.ObjectStore.Http;

/// <summary>
/// Kestrel's buffers, sixteen times its own: a body comes from the network in a sixteenth of the system calls. Idle connections hold none, and
/// what is not used goes back to the runtime's shared arrays.
/// </summary>
internal sealed class LargeBlocks : IMemoryPoolFactory<byte>
{
    private const int Size = 64 * 1024;

    public MemoryPool<byte> Create(MemoryPoolOptions? options = null) => new Pool();

    private sealed class Pool : MemoryPool<byte>
    {
        public override int MaxBufferSize => Size;

        public override IMemoryOwner<byte> Rent(int minBufferSize = -1) => new Owner();

        protected override void Dispose(bool disposing)
        {
        }
    }

    private sealed class Owner : IMemoryOwner<byte>
    {
        private byte[]? _array = ArrayPool<byte>.Shared.Rent(Size);

        public Memory<byte> Memory => _array;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _array, null) is { } array)
                ArrayPool<byte>.Shared.Return(array);
        }
    }
}
