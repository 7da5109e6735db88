using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Firesteel.Kube.Objects;
using Firesteel.Spark.Submission.Driver;
using Firesteel.Spark.Submission.Properties;

namespace Firesteel.Spark.Submission.Configuration;

/// <summary>The driver's ConfigMap with <c>spark.properties</c> and conf files, and its volume. Source: native-submission §2.13, §4.</summary>
internal static class DriverConfigMap
{
    private const string Volume = "spark-conf-volume-driver";
    private const string NamespaceKey = "spark.kubernetes.namespace";

    public static (DriverPlan Plan, KubeObject ConfigMap) Attach(DriverPlan plan, SubmissionSettings settings)
    {
        var name = $"spark-drv-{settings.Request.Identity.ConfigMapId}-conf-map";
        var files = ConfigurationFiles.Select(settings).SetItem(DriverContainer.PropertiesFile, Text(name, plan, settings));
        var items = files.Keys.Select(file => new JsonObject { ["key"] = file, ["path"] = file, ["mode"] = 420 });
        var map = KubeObject.Of(ResourceTypes.ConfigMaps, settings.Namespace, name);
        map.Json["immutable"] = true;
        map.Json["data"] = new JsonObject(files.SetItem(NamespaceKey, settings.Namespace)
            .Select(file => KeyValuePair.Create(file.Key, (JsonNode?)JsonValue.Create(file.Value))));

        plan = plan
            .AddEnvironment("SPARK_CONF_DIR", DriverContainer.ConfigurationDirectory)
            .AddVolume(Volume, "configMap", new JsonObject { ["name"] = name, ["items"] = new JsonArray([.. items]) })
            .AddMount(Volume, DriverContainer.ConfigurationDirectory);
        return (plan, map);
    }

    private static string Text(string name, DriverPlan plan, SubmissionSettings settings)
    {
        var text = new StringBuilder($"#Java properties built from Kubernetes config map with name: {name}\n");
        var date = settings.Request.Identity.SubmittedAt.UtcDateTime.ToString("ddd MMM dd HH:mm:ss 'UTC' yyyy", CultureInfo.InvariantCulture);
        text.Append('#').Append(date).Append('\n');
        JavaProperties.Write(text, plan.Properties);
        return text.ToString();
    }
}
