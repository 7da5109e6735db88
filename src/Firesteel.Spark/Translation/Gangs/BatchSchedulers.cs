using System.Collections.Immutable;

namespace Firesteel.Spark.Translation.Gangs;

internal static class BatchSchedulers
{
    public static ImmutableArray<IBatchScheduler> All { get; } = [new Volcano(), new YuniKorn(), new Coscheduling()];

    /// <returns>Null for a scheduler of which no more is known than its name.</returns>
    public static IBatchScheduler? Find(string? name, IReadOnlyCollection<string> known) => name is null ? null : All.FirstOrDefault(scheduler => scheduler.Is(name, known));
}
