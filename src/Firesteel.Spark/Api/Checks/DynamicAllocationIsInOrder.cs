using Firesteel.Kube.Problems;
using Firesteel.Spark.Api.Options;

namespace Firesteel.Spark.Api.Checks;

/// <summary>Fewest, first and most executors must be in order.</summary>
internal sealed class DynamicAllocationIsInOrder : IApplicationCheck
{
    public IEnumerable<Problem> Check(SparkApplication application) => application.Spec.DynamicAllocation is { Enabled: true } allocation ? Check(allocation, Severity.Warning) : [];

    /// <param name="first">How bad a first number out of order is: Spark says so in its log, takes the nearest that is possible and runs.</param>
    public static IEnumerable<Problem> Check(DynamicAllocation allocation, Severity first)
    {
        var (min, initial, max) = (allocation.MinExecutors ?? 0, allocation.InitialExecutors, allocation.MaxExecutors ?? int.MaxValue);
        if (min > max)
            yield return new(Location.Field("spec.dynamicAllocation.minExecutors"), $"minExecutors {min} is more than maxExecutors {max}", "lower minExecutors or raise maxExecutors");
        if (initial < min || initial > max)
            yield return new(Location.Field("spec.dynamicAllocation.initialExecutors"), $"initialExecutors {initial} is outside of {min} to {max}", "choose a number in between", first);
    }
}
