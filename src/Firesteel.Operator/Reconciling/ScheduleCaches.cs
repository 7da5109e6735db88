using System.Collections.Immutable;
using Firesteel.Kube.Client;
using Firesteel.Kube.Objects;
using Firesteel.Kube.Watching;
using Firesteel.Spark.Schedule;
using Microsoft.Extensions.Logging;

namespace Firesteel.Operator.Reconciling;

/// <summary>Schedules of one namespace (or of all), and the applications that they started.</summary>
public sealed class ScheduleCaches
{
    private const string BySchedule = "schedule";

    private readonly Informer _schedules;
    private readonly Informer _runs;

    /// <param name="namespace">Empty for all.</param>
    /// <param name="changed">Told the schedule that something happened to; quick.</param>
    public ScheduleCaches(IKubeClient client, string @namespace, Action<ObjectKey> changed, TimeProvider time, ILogger logger)
    {
        _schedules = new(client, ResourceTypes.ScheduledSparkApplications, @namespace, new InformerOptions(), time, logger);
        _runs = new(client, ResourceTypes.SparkApplications, @namespace, new InformerOptions
        {
            LabelSelector = ScheduledRun.ScheduleLabel,
            Indexes = ImmutableDictionary<string, Func<KubeObject, IEnumerable<string>>>.Empty.Add(BySchedule, run => [ScheduleOf(run).ToString()]),
        }, time, logger);
        _schedules.Changed += change => changed(change.Key);
        _runs.Changed += change => changed(ScheduleOf(change.Object));
    }

    public Task WhenSynced => Task.WhenAll(_schedules.WhenSynced, _runs.WhenSynced);

    public Task RunAsync(CancellationToken stop) => Task.WhenAll(_schedules.RunAsync(stop), _runs.RunAsync(stop));

    public KubeObject? Find(ObjectKey key) => _schedules.Find(key);

    public ImmutableArray<KubeObject> Runs(ObjectKey schedule) => [.. _runs.ByIndex(BySchedule, schedule.ToString())];

    private static ObjectKey ScheduleOf(KubeObject run) => new(run.Namespace, run.Label(ScheduledRun.ScheduleLabel) ?? "");
}
