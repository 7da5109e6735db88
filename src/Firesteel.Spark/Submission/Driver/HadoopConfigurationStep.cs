using System.Text.Json.Nodes;
using Firesteel.Kube.Objects;

namespace Firesteel.Spark.Submission.Driver;

/// <summary>Hadoop's configuration from the submitter's directory or from an existing ConfigMap. Source: Spark's HadoopConfDriverFeatureStep.</summary>
internal sealed class HadoopConfigurationStep : IDriverStep
{
    private const string Volume = "hadoop-properties";
    private const string Directory = "/opt/hadoop/conf";
    private const string MapProperty = "spark.kubernetes.hadoop.configMapName";

    public string SparkName => "HadoopConfDriverFeatureStep";

    public DriverPlan Apply(DriverPlan plan, SubmissionSettings settings)
    {
        var existing = settings.Properties.Text(MapProperty);
        var directory = settings.Submitter.Variable("HADOOP_CONF_DIR");
        if (existing is not null && directory is not null)
            settings.Fail(MapProperty, "Do not specify both the `HADOOP_CONF_DIR` in your ENV and the ConfigMap as the creation of an additional ConfigMap, when one is already specified is extraneous", $"unset HADOOP_CONF_DIR or remove {MapProperty}");
        if (existing is null && directory is null)
            return plan;

        var name = existing ?? $"{settings.Prefix}-hadoop-config";
        var source = new JsonObject { ["name"] = name };
        if (existing is null)
        {
            (plan, var items) = Embed(plan, settings, name, directory!);
            if (items.Count > 0)
                source["items"] = items;
        }

        return plan.AddVolume(Volume, "configMap", source)
            .AddMount(Volume, Directory)
            .AddEnvironment("HADOOP_CONF_DIR", Directory)
            .Set("spark.kubernetes.executor.hadoopConfigMapName", name);
    }

    private static (DriverPlan Plan, JsonArray Items) Embed(DriverPlan plan, SubmissionSettings settings, string name, string directory)
    {
        var map = KubeObject.Of(ResourceTypes.ConfigMaps, "", name);
        var (data, items) = (new JsonObject(), new JsonArray());
        foreach (var file in (settings.Submitter.Files.List(directory) ?? []).Order(StringComparer.Ordinal))
        {
            var path = $"{directory}/{file}";
            if (settings.Submitter.Files.Read(path) is not { } bytes)
                continue;
            data[file] = settings.DecodeText(bytes, path);
            items.Add(new JsonObject { ["key"] = file, ["path"] = file });
        }

        map.Json["immutable"] = true;
        if (data.Count > 0)
            map.Json["data"] = data;
        return (plan.AddObject(map), items);
    }
}
