using System.Text.Json.Nodes;

namespace Firesteel.Spark.Submission.Driver;

/// <summary>Mounts the named secrets into the driver. Source: Spark's MountSecretsFeatureStep.</summary>
internal sealed class MountSecretsStep : IDriverStep
{
    public string SparkName => "MountSecretsFeatureStep";

    public DriverPlan Apply(DriverPlan plan, SubmissionSettings settings) =>
        settings.Properties.Below("spark.kubernetes.driver.secrets.").Aggregate(plan, (next, secret) => next
            .AddVolume($"{secret.Key}-volume", "secret", new JsonObject { ["secretName"] = secret.Key })
            .AddMount($"{secret.Key}-volume", secret.Value));
}
