using System.Text.Json.Nodes;

namespace Firesteel.Spark.Submission.Driver;

/// <summary>Environment variables from keys of secrets. Source: Spark's EnvSecretsFeatureStep.</summary>
internal sealed class SecretEnvironmentStep : IDriverStep
{
    private const string Prefix = "spark.kubernetes.driver.secretKeyRef.";

    public string SparkName => "EnvSecretsFeatureStep";

    public DriverPlan Apply(DriverPlan plan, SubmissionSettings settings)
    {
        foreach (var (variable, reference) in settings.Properties.Below(Prefix))
        {
            if (reference.TrimEnd(':').Split(':') is not [var name, var key])
                settings.Fail(Prefix + variable, "SecretKeyRef must be in the form name:key.", "write the name of the secret, a colon and the key");
            else
                plan = plan.AddEnvironmentFrom(variable, new JsonObject { ["secretKeyRef"] = new JsonObject { ["name"] = name, ["key"] = key } });
        }

        return plan;
    }
}
