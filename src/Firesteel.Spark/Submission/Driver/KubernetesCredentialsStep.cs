using System.Text;
using System.Text.Json.Nodes;
using Firesteel.Kube.Objects;

namespace Firesteel.Spark.Submission.Driver;

/// <summary>How the driver speaks to the API: a service account, or credentials in a secret. Source: Spark's DriverKubernetesCredentialsFeatureStep.</summary>
internal sealed class KubernetesCredentialsStep : IDriverStep
{
    private const string Authenticate = "spark.kubernetes.authenticate.driver.";
    private const string Volume = "kubernetes-credentials";
    private const string Directory = "/mnt/secrets/spark-kubernetes-credentials";

    private static readonly (string Property, string Key, string What)[] Files =
    [
        ("caCertFile", "ca-cert", "Driver CA cert file"),
        ("clientKeyFile", "client-key", "Driver client key file"),
        ("clientCertFile", "client-cert", "Driver client cert file"),
    ];

    public string SparkName => "DriverKubernetesCredentialsFeatureStep";

    public DriverPlan Apply(DriverPlan plan, SubmissionSettings settings)
    {
        var data = new JsonObject();
        if (settings.Properties.Text(Authenticate + "oauthToken") is { } token)
        {
            data["oauth-token"] = Convert.ToBase64String(Encoding.UTF8.GetBytes(token));
            plan = Mounted(plan, settings, "oauthTokenFile", "oauth-token");
        }

        foreach (var (property, key, what) in Files)
        {
            if (settings.Properties.Text(Authenticate + property) is not { } path)
                continue;
            var full = Path.GetFullPath(path, settings.Submitter.WorkingDirectory);
            if (settings.Submitter.Files.Read(full) is not { } bytes)
                settings.Fail(Authenticate + property, $"{what} provided at {full} does not exist or is not a file.", "check the path");
            else
                data[key] = Convert.ToBase64String(bytes);
            plan = Mounted(plan, settings, property, key);
        }

        foreach (var key in plan.Properties.Keys.Where(key => key.EndsWith("oauthToken", StringComparison.Ordinal)))
            plan = plan.Set(key, "<present_but_redacted>");
        if (data.Count > 0)
            return WithSecret(plan, settings, data);
        return settings.Properties.Text(Authenticate + "serviceAccountName") is { } account
            ? plan.SpecificationField("serviceAccount", account).SpecificationField("serviceAccountName", account)
            : plan;
    }

    private static DriverPlan WithSecret(DriverPlan plan, SubmissionSettings settings, JsonObject data)
    {
        var name = $"{settings.Prefix}-kubernetes-credentials";
        var secret = KubeObject.Of(ResourceTypes.Secrets, "", name);
        secret.Json["immutable"] = true;
        secret.Json["data"] = data;
        return plan.AddVolume(Volume, "secret", new JsonObject { ["secretName"] = name }).AddMount(Volume, Directory).AddObject(secret);
    }

    private static DriverPlan Mounted(DriverPlan plan, SubmissionSettings settings, string property, string key) =>
        settings.Properties.Has($"{Authenticate}mounted.{property}") ? plan : plan.Set($"{Authenticate}mounted.{property}", $"{Directory}/{key}");
}
