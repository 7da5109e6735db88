using Firesteel.Spark.Api;
using Firesteel.Spark.Api.Options;

namespace Firesteel.Spark.Translation;

/// <summary><c>dynamicAllocation</c>.</summary>
internal sealed class DynamicAllocationProperties : IPropertySource
{
    public IEnumerable<KeyValuePair<string, string>> Properties(SparkApplication application, SubmissionTarget target) => Of(application.Spec.DynamicAllocation);

    public static IEnumerable<KeyValuePair<string, string>> Of(DynamicAllocation? options)
    {
        if (options is not { Enabled: true } allocation)
            yield break;
        const string Prefix = "spark.dynamicAllocation.";
        yield return new(Prefix + "enabled", "true");
        foreach (var (key, value) in new (string, object?)[]
        {
            ("initialExecutors", allocation.InitialExecutors), ("minExecutors", allocation.MinExecutors), ("maxExecutors", allocation.MaxExecutors),
            ("shuffleTracking.enabled", (allocation.ShuffleTrackingEnabled ?? true) ? "true" : "false"), ("shuffleTracking.timeout", allocation.ShuffleTrackingTimeout),
        })
        {
            if (value is not null)
                yield return new(Prefix + key, value.ToString()!);
        }
    }
}
