using System.Collections.Immutable;

namespace Firesteel.Spark.Submission.Driver;

internal static class DriverSteps
{
    /// <summary>In Spark's order; a later step sees what an earlier one wrote.</summary>
    public static ImmutableArray<IDriverStep> Ordered { get; } =
    [
        new BasicDriverStep(),
        new KubernetesCredentialsStep(),
        new DriverServiceStep(),
        new MountSecretsStep(),
        new SecretEnvironmentStep(),
        new MountVolumesStep(),
        new DriverCommandStep(),
        new HadoopConfigurationStep(),
        new KerberosStep(),
        new ExecutorTemplateStep(),
        new LocalDirectoriesStep(),
    ];

    private const string Package = "org.apache.spark.deploy.k8s.features.";

    /// <summary>Folds the steps; an excluded one still checks its arguments, but changes nothing.</summary>
    public static DriverPlan Apply(DriverPlan plan, SubmissionSettings settings)
    {
        var excluded = settings.Release.HonoursExcludedSteps ? settings.Properties.List("spark.kubernetes.driver.pod.excludedFeatureSteps") : [];
        foreach (var step in Ordered)
        {
            var next = step.Apply(plan, settings);
            if (!excluded.Contains(Package + step.SparkName))
                plan = next;
        }

        return plan;
    }
}
