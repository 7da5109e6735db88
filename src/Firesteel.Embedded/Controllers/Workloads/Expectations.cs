using System.Collections.Concurrent;
using Firesteel.Kube.Objects;

namespace Firesteel.Embedded.Controllers.Workloads;

/// <summary>
/// Pods that a controller has made and that its watch has not shown yet. Until it has, the controller's picture is old and no base for making more.
/// </summary>
internal sealed class Expectations(TimeProvider time)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly ConcurrentDictionary<string, Dictionary<string, DateTimeOffset>> _byOwner = new();

    /// <param name="uid">Of the pod that was made.</param>
    public void Expect(string owner, string uid)
    {
        var expected = _byOwner.GetOrAdd(owner, _ => []);
        lock (expected)
            expected[uid] = time.GetUtcNow() + Patience;
    }

    /// <param name="shown">What the watch shows of the owner's pods.</param>
    public bool AreMet(string owner, IReadOnlyCollection<KubeObject> shown)
    {
        if (!_byOwner.TryGetValue(owner, out var expected))
            return true;
        lock (expected)
        {
            foreach (var pod in shown)
                expected.Remove(pod.Uid);
            foreach (var late in expected.Where(entry => entry.Value < time.GetUtcNow()).Select(entry => entry.Key).ToList())
                expected.Remove(late);
            if (expected.Count > 0)
                return false;
        }

        return true;
    }

    public void Forget(string owner) => _byOwner.TryRemove(owner, out _);
}
