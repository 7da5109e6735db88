using System.Text;
using System.Text.Json.Nodes;
using Firesteel.Spark.Submission.Arguments;
using Firesteel.Spark.Submission.Driver;

namespace Firesteel.Spark.Submission.Templates;

/// <summary>The pod that shaping starts from. Source: native-submission §2.12.</summary>
internal static class DriverTemplate
{
    private const string FileProperty = "spark.kubernetes.driver.podTemplateFile";
    private const string ContainerProperty = "spark.kubernetes.driver.podTemplateContainerName";
    private const string Unloadable = "Could not load pod from template file.";

    public static JsonObject Load(SubmissionSettings settings)
    {
        if (settings.Request.DriverTemplate is { } given)
            return given;
        if (settings.Properties.Text(FileProperty) is not { } location)
            return Empty();
        var path = ResourceUri.PathOnSubmitter(location, settings.Submitter.WorkingDirectory);
        if (settings.Submitter.Files.Read(path) is not { } bytes)
            return Refuse(settings, $"{path} (No such file or directory)", "check the path");
        var (pod, problem) = PodTemplateText.Read(Encoding.UTF8.GetString(bytes), settings.Release.ReadsOctalIntegers);
        if (pod is null)
            return Refuse(settings, $"{path}: {problem}", "write one Pod in YAML or JSON");
        if (pod["spec"] is not JsonObject)
            return Refuse(settings, $"{path} has no spec", "add spec with at least one container");
        return pod;
    }

    /// <summary>Splits a template into its Spark container and the rest; the container's own lists are not touched.</summary>
    public static (JsonObject Pod, JsonObject Container) Choose(JsonObject template, SubmissionSettings settings)
    {
        var pod = (JsonObject)template.DeepClone();
        if (pod["spec"]?["containers"] is not JsonArray { Count: > 0 } containers)
            return (pod, []);
        var wanted = settings.Properties.Text(ContainerProperty);
        var named = containers.OfType<JsonObject>().Where(container => wanted is not null && (string?)container["name"] == wanted).ToArray();
        var chosen = named is [var only] ? only : (JsonObject)containers[0]!;
        containers.Remove(chosen);
        return (pod, chosen);
    }

    private static JsonObject Refuse(SubmissionSettings settings, string why, string cure)
    {
        settings.Fail(FileProperty, $"{Unloadable} {why}", cure);
        return Empty();
    }

    private static JsonObject Empty() => new() { ["metadata"] = new JsonObject(), ["spec"] = new JsonObject() };
}
