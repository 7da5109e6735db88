using System.Text.Json.Nodes;
using Firesteel.Kube.Objects;
using Firesteel.Spark.Submission.Arguments;

namespace Firesteel.Spark.Submission.Driver;

/// <summary>Hands the executors' pod template to the driver, as text and unread. Source: Spark's PodTemplateConfigMapStep.</summary>
internal sealed class ExecutorTemplateStep : IDriverStep
{
    private const string Property = "spark.kubernetes.executor.podTemplateFile";
    private const string Volume = "pod-template-volume";
    private const string Directory = "/opt/spark/pod-template";
    private const string Key = "podspec-configmap-key";
    private const string File = "pod-spec-template.yml";

    public string SparkName => "PodTemplateConfigMapStep";

    public DriverPlan Apply(DriverPlan plan, SubmissionSettings settings)
    {
        if ((settings.Request.ExecutorTemplate ?? ReadFile(settings)) is not { } text)
            return plan;
        var name = $"{settings.Prefix}-driver-podspec-conf-map";
        var map = KubeObject.Of(ResourceTypes.ConfigMaps, "", name);
        map.Json["immutable"] = true;
        map.Json["data"] = new JsonObject { [Key] = text };
        return plan
            .AddVolume(Volume, "configMap", new JsonObject { ["name"] = name, ["items"] = new JsonArray(new JsonObject { ["key"] = Key, ["path"] = File }) })
            .AddMount(Volume, Directory)
            .AddObject(map)
            .Set(Property, $"{Directory}/{File}");
    }

    private static string? ReadFile(SubmissionSettings settings)
    {
        if (settings.Properties.Text(Property) is not { } location)
            return null;
        var path = ResourceUri.PathOnSubmitter(location, settings.Submitter.WorkingDirectory);
        if (settings.Submitter.Files.Read(path) is { } bytes)
            return settings.DecodeText(bytes, path);
        settings.Fail(Property, settings.Release.RefusesMalformedText ? path : $"{path} (No such file or directory)", "check the path of the executors' pod template");
        return null;
    }
}
