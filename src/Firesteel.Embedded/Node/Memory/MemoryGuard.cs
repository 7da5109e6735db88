using System.Collections.Concurrent;
using Firesteel.Embedded.Node.Sandbox;

namespace Firesteel.Embedded.Node.Memory;

/// <summary>
/// Ends containers that use more memory than they may, as the kernel does in a cluster. An ordinary user may not make control groups, so it looks
/// at what the processes say of themselves: their private memory and what they share in memory, without files that the kernel could drop.
/// </summary>
internal sealed class MemoryGuard(TimeProvider time)
{
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(500);

    private readonly ConcurrentDictionary<int, Guarded> _guarded = new();
    private int _isLooking;

    private sealed record Guarded(long Limit, Action Kill, Task Exit);

    /// <param name="process">The container's first one, seen from the host.</param>
    /// <param name="limit">In bytes, of all its processes together.</param>
    /// <param name="exit">Over when the container is.</param>
    public void Watch(int process, long limit, Action kill, Task exit)
    {
        _guarded[process] = new(limit, kill, exit);
        if (Interlocked.Exchange(ref _isLooking, 1) == 0)
            _ = LookAsync();
    }

    /// <summary>As long as there is anything to look at.</summary>
    private async Task LookAsync()
    {
        do
        {
            while (!_guarded.IsEmpty)
            {
                await Task.Delay(Glance, time);
                try
                {
                    Look();
                }
                catch (Exception passing) when (passing is IOException or UnauthorizedAccessException)
                {
                    // Processes came and went while they were listed; the next look sees them.
                }
            }

            Volatile.Write(ref _isLooking, 0);
        }
        while (!_guarded.IsEmpty && Interlocked.Exchange(ref _isLooking, 1) == 0);
    }

    private void Look()
    {
        foreach (var (process, container) in _guarded)
        {
            if (container.Exit.IsCompleted)
                _guarded.TryRemove(process, out _);
        }

        foreach (var (root, tree) in ProcessTrees.Of(Processes.Parents(), [.. _guarded.Keys]))
        {
            if (_guarded.TryGetValue(root, out var container) && tree.Sum(Processes.Memory) > container.Limit && _guarded.TryRemove(root, out _))
                container.Kill();
        }
    }
}
