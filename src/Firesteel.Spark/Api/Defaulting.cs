using System.Collections.Immutable;
using Firesteel.Spark.Api.Options;

namespace Firesteel.Spark.Api;

/// <summary>The defaults of v1beta2, as kubeflow's mutating webhook sets them; here they are applied when reading, so no webhook is needed.</summary>
internal static class Defaulting
{
    private const int RetryInterval = 5;

    public static SparkApplicationSpec Apply(SparkApplicationSpec spec)
    {
        var dynamic = spec.DynamicAllocation?.Enabled == true || IsTrue(spec, "spark.dynamicAllocation.enabled");
        var driver = spec.Driver ?? new();
        var executor = spec.Executor ?? new();
        return spec with
        {
            Type = spec.Type ?? ApplicationType.Scala,
            Mode = spec.Mode ?? DeployMode.Cluster,
            RestartPolicy = Retry(spec.RestartPolicy),
            Driver = driver with
            {
                Cores = driver.Cores ?? (spec.SparkConf.ContainsKey("spark.driver.cores") ? null : 1),
                Memory = driver.Memory ?? (spec.SparkConf.ContainsKey("spark.driver.memory") ? null : "1g"),
            },
            Executor = executor with
            {
                Cores = executor.Cores ?? (spec.SparkConf.ContainsKey("spark.executor.cores") ? null : 1),
                Memory = executor.Memory ?? (spec.SparkConf.ContainsKey("spark.executor.memory") ? null : "1g"),
                Instances = executor.Instances ?? (dynamic || spec.SparkConf.ContainsKey("spark.executor.instances") ? null : 1),
            },
            DynamicAllocation = spec.DynamicAllocation is { Enabled: true } allocation
                ? allocation with { ShuffleTrackingEnabled = allocation.ShuffleTrackingEnabled ?? true }
                : spec.DynamicAllocation,
        };
    }

    private static RestartPolicy Retry(RestartPolicy? policy)
    {
        policy ??= new();
        var type = policy.Type ?? RestartPolicyType.Never;
        return type == RestartPolicyType.Never
            ? policy with { Type = type }
            : policy with
            {
                Type = type,
                OnFailureRetryInterval = policy.OnFailureRetryInterval ?? RetryInterval,
                OnSubmissionFailureRetryInterval = policy.OnSubmissionFailureRetryInterval ?? RetryInterval,
            };
    }

    private static bool IsTrue(SparkApplicationSpec spec, string key) => bool.TryParse(spec.SparkConf.GetValueOrDefault(key), out var value) && value;
}
