using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Firesteel.Spark.Submission.Arguments;
using Firesteel.Spark.Submission.Properties;

namespace Firesteel.Spark.Submission.Driver;

/// <summary>Name, labels, image, resources, ports and Spark's own environment. Source: Spark's BasicDriverFeatureStep.</summary>
internal sealed class BasicDriverStep : IDriverStep
{
    private static readonly string[] UploadedLists = ["spark.jars", "spark.files", "spark.archives", "spark.submit.pyFiles"];

    public string SparkName => "BasicDriverFeatureStep";

    public DriverPlan Apply(DriverPlan plan, SubmissionSettings settings)
    {
        var memory = DriverMemory.Read(settings);
        plan = Describe(plan, settings);
        plan = Resources(plan, settings, memory);
        plan = Environment(plan, settings);
        plan = plan with { Ports = plan.Ports.AddRange(Ports(settings)) };
        foreach (var list in UploadedLists)
            plan = Upload(plan, settings, list);
        return plan
            .Set("spark.kubernetes.driver.pod.name", settings.PodName)
            .Set("spark.app.id", settings.ApplicationId)
            .Set("spark.kubernetes.submitInDriver", "true")
            .Set("spark.kubernetes.memoryOverheadFactor", JavaDouble.Format(memory.Factor));
    }

    private static DriverPlan Describe(DriverPlan plan, SubmissionSettings settings)
    {
        var properties = settings.Properties;
        var image = properties.Text("spark.kubernetes.driver.container.image") ?? properties.Text("spark.kubernetes.container.image");
        if (image is null)
            settings.Fail("spark.kubernetes.container.image", "Must specify the driver container image", "set spark.kubernetes.container.image (spec.image of an application)");
        else if (settings.Release.ReplacesVersionInImage)
            image = image.Replace("{{SPARK_VERSION}}", settings.Release.Version, StringComparison.Ordinal);
        if (!plan.Container.ContainsKey("name"))
            plan = plan.ContainerField("name", DriverContainer.Name);
        if ((properties.Text("spark.kubernetes.driver.scheduler.name") ?? properties.Text("spark.kubernetes.scheduler.name")) is { } scheduler)
            plan = plan.SpecificationField("schedulerName", scheduler);
        return plan with
        {
            Labels = settings.DriverLabels,
            Annotations = [.. properties.Below("spark.kubernetes.driver.annotation.").Select(entry => KeyValuePair.Create(entry.Key, settings.FillPlaceholders(entry.Value)))],
            NodeSelector = [.. properties.Below("spark.kubernetes.node.selector."), .. properties.Below("spark.kubernetes.driver.node.selector.")],
            PullSecrets = properties.List("spark.kubernetes.container.image.pullSecrets"),
            Specification = plan.Specification.SetItem("restartPolicy", "Never"),
            ContainerFields = plan.ContainerFields
                .SetItem("image", image ?? "")
                .SetItem("imagePullPolicy", properties.OneOf("spark.kubernetes.container.image.pullPolicy", "IfNotPresent", "Always", "Never", "IfNotPresent")),
        };
    }

    private static DriverPlan Resources(DriverPlan plan, SubmissionSettings settings, DriverMemory memory)
    {
        var properties = settings.Properties;
        var mebibytes = $"{memory.ContainerMebibytes}Mi";
        var cores = properties.Text("spark.kubernetes.driver.request.cores") ?? properties.Integer("spark.driver.cores", 1).ToString();
        var limits = new List<KeyValuePair<string, string>> { new("memory", mebibytes) };
        if (properties.Text("spark.kubernetes.driver.limit.cores") is { } limit)
            limits.Add(new("cpu", limit));
        foreach (var (name, amount, vendor) in CustomResources.Read(settings, "spark.driver.resource."))
            limits.Add(new($"{vendor}/{name}", amount));
        foreach (var key in (string[])["spark.kubernetes.driver.request.cores", "spark.kubernetes.driver.limit.cores"])
            Quantities.Require(settings, key, properties.Text(key));
        return plan with { Requests = [new("cpu", cores), new("memory", mebibytes)], Limits = [.. limits] };
    }

    private static DriverPlan Environment(DriverPlan plan, SubmissionSettings settings)
    {
        plan = plan.AddEnvironment("SPARK_USER", settings.Submitter.User).AddEnvironment("SPARK_APPLICATION_ID", settings.ApplicationId);
        foreach (var (name, value) in settings.Properties.Below("spark.kubernetes.driverEnv."))
            plan = plan.AddEnvironment(name, value);
        return plan.AddEnvironmentFrom("SPARK_DRIVER_BIND_ADDRESS", new JsonObject
        {
            ["fieldRef"] = new JsonObject { ["apiVersion"] = "v1", ["fieldPath"] = "status.podIP" },
        });
    }

    private static IEnumerable<JsonObject> Ports(SubmissionSettings settings) => DriverPorts.OfContainer(settings)
        .Select(port => new JsonObject { ["name"] = port.Name, ["containerPort"] = port.Number, ["protocol"] = "TCP" });

    private static DriverPlan Upload(DriverPlan plan, SubmissionSettings settings, string list)
    {
        var entries = settings.Properties.List(list);
        var uploaded = ImmutableArray.CreateBuilder<string>();
        foreach (var entry in entries.Where(entry => ResourceUri.IsLocalFile(entry, settings.Submitter.WorkingDirectory)))
        {
            (plan, var target) = plan.AddUpload(ResourceUri.LocalPath(entry, settings.Submitter.WorkingDirectory), settings);
            uploaded.Add(list == "spark.archives" ? ResourceUri.Rewrite(target, ResourceUri.Fragment(entry)) : target);
        }

        if (uploaded.Count == 0)
            return plan;
        uploaded.AddRange(entries.Where(entry => !ResourceUri.IsLocalFile(entry, settings.Submitter.WorkingDirectory)));
        return plan.Set(list, string.Join(',', uploaded));
    }
}
