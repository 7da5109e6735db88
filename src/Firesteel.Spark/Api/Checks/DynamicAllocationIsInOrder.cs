using Firesteel.Kube.Problems;

namespace Firesteel.Spark.Api.Checks;

/// <summary>Fewest, first and most executors must be in order.</summary>
internal sealed class DynamicAllocationIsInOrder : IApplicationCheck
{
    public IEnumerable<Problem> Check(SparkApplication application)
    {
        if (application.Spec.DynamicAllocation is not { Enabled: true } allocation)
            yield break;
        var (min, initial, max) = (allocation.MinExecutors ?? 0, allocation.InitialExecutors, allocation.MaxExecutors ?? int.MaxValue);
        if (min > max)
            yield return new(Location.Field("spec.dynamicAllocation.minExecutors"), $"minExecutors {min} is more than maxExecutors {max}", "lower minExecutors or raise maxExecutors");
        if (initial < min || initial > max)
            yield return new(Location.Field("spec.dynamicAllocation.initialExecutors"), $"initialExecutors {initial} is outside of {min} to {max}", "choose a number in between");
    }
}
