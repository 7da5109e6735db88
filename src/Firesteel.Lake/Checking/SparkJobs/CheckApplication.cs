using System.Text.Json.Nodes;
using Firesteel.Kube.Objects;
using Firesteel.Lake.Specification;

namespace Firesteel.Lake.Checking.SparkJobs;

/// <summary>The proving job as objects of a cluster: a ConfigMap with the script and a SparkApplication that runs it. Pure.</summary>
public static class CheckApplication
{
    private const string ScriptFolder = "/opt/firesteel-lake-check";

    public static KubeObject Script(string @namespace, string name)
    {
        var map = KubeObject.Of(ResourceTypes.ConfigMaps, @namespace, name);
        map.Json["data"] = new JsonObject { [CheckScript.FileName] = CheckScript.Text };
        return map;
    }

    /// <param name="secret">Holds the user's keys, in the same namespace.</param>
    public static KubeObject Application(CheckJob job, string version, string @namespace, string name, string image, string serviceAccount, SecretReference secret)
    {
        var application = KubeObject.Of(ResourceTypes.SparkApplications, @namespace, name);
        var properties = new JsonObject();
        foreach (var (property, value) in job.Properties)
            properties[property] = value;
        application.Json["spec"] = new JsonObject
        {
            ["type"] = "Python",
            ["mode"] = "cluster",
            ["image"] = image,
            ["sparkVersion"] = version,
            ["mainApplicationFile"] = $"local://{ScriptFolder}/{CheckScript.FileName}",
            ["arguments"] = new JsonArray([.. job.Arguments.Select(argument => (JsonNode)argument)]),
            ["restartPolicy"] = new JsonObject { ["type"] = "Never" },
            ["sparkConf"] = properties,
            ["volumes"] = new JsonArray(new JsonObject { ["name"] = "script", ["configMap"] = new JsonObject { ["name"] = name } }),
            ["driver"] = Role(secret, serviceAccount),
            ["executor"] = Role(secret, null),
        };
        application.Json["spec"]!["driver"]!["volumeMounts"] = new JsonArray(new JsonObject { ["name"] = "script", ["mountPath"] = ScriptFolder });
        application.Json["spec"]!["executor"]!["instances"] = 1;
        return application;
    }

    private static JsonObject Role(SecretReference secret, string? serviceAccount)
    {
        var role = new JsonObject
        {
            ["cores"] = 1,
            ["memory"] = "512m",
            ["env"] = new JsonArray(Variable("AWS_ACCESS_KEY_ID", secret.AccessKey), Variable("AWS_SECRET_ACCESS_KEY", secret.SecretKey)),
        };
        if (serviceAccount is not null)
            role["serviceAccount"] = serviceAccount;
        return role;

        JsonObject Variable(string name, string key) => new()
        {
            ["name"] = name,
            ["valueFrom"] = new JsonObject { ["secretKeyRef"] = new JsonObject { ["name"] = secret.Name, ["key"] = key } },
        };
    }
}
