using System.Collections.Immutable;
using Firesteel.Spark.Api;

namespace Firesteel.Spark.Translation;

internal static class PropertySources
{
    /// <summary>Weakest first: what is set twice takes the later value, as on spark-submit's command line.</summary>
    public static ImmutableArray<IPropertySource> Ordered { get; } =
    [
        new ImageProperties(),
        new UiProxyProperties(),
        new UserProperties(),
        new DependencyProperties(),
        new IdentityProperties(),
        new DriverProperties(),
        new ExecutorProperties(),
        new LocalVolumes(),
        new DynamicAllocationProperties(),
        new MonitoringProperties(),
    ];

    public static ImmutableDictionary<string, string> Of(SparkApplication application, SubmissionTarget target)
    {
        var properties = ImmutableDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var (key, value) in Ordered.SelectMany(source => source.Properties(application, target)))
            properties[key] = value;
        var all = properties.ToImmutable();
        return ApplicationSubmission.Scheduler(application, target) is { } scheduler
            ? all.SetItems(scheduler.Properties(application, ApplicationSubmission.Gang(application, all)))
            : all;
    }
}
