namespace Firesteel.Embedded.ObjectStore.Catalog;

/// <summary>Makes looking at a key and changing it one step. Keys share a fixed number of locks; nobody holds two.</summary>
internal sealed class KeyLocks
{
    private readonly SemaphoreSlim[] _locks = [.. Enumerable.Range(0, 1024).Select(_ => new SemaphoreSlim(1))];

    public async ValueTask<Holding> EnterAsync(long bucket, string key)
    {
        var taken = _locks[(uint)HashCode.Combine(bucket, key) % (uint)_locks.Length];
        await taken.WaitAsync();
        return new(taken);
    }

    public readonly struct Holding(SemaphoreSlim taken) : IDisposable
    {
        public void Dispose() => taken.Release();
    }
}
