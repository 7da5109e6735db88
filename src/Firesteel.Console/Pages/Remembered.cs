using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Firesteel.History.Store;

namespace Firesteel.Console.Pages;

/// <summary>
/// What is costly to find out about a large finished run and the same at each request: the shape of 100,000 tasks, their order by a column.
/// It goes when the run's store goes.
/// </summary>
internal sealed class Remembered
{
    private const int Most = 24;
    private static readonly ConditionalWeakTable<ApplicationStore, Remembered> Runs = [];

    private readonly ConcurrentDictionary<string, object> known = new(StringComparer.Ordinal);

    /// <returns>Null while the log is still being read, when nothing stays as it is.</returns>
    public static Remembered? Of(ApplicationStore store) => store.Complete ? Runs.GetOrCreateValue(store) : null;

    public T Get<T>(string key, Func<T> find)
        where T : notnull
    {
        if (known.TryGetValue(key, out var value))
            return (T)value;
        if (known.Count >= Most)
            known.Clear(); // rarely needed, and cheaper than to keep an order
        var found = find();
        known[key] = found;
        return found;
    }
}
