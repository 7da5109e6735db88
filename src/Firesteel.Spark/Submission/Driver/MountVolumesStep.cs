using System.Text.Json.Nodes;
using Firesteel.Kube.Objects;

namespace Firesteel.Spark.Submission.Driver;

/// <summary>Volumes from properties, and claims made on demand. Source: Spark's MountVolumesFeatureStep.</summary>
internal sealed class MountVolumesStep : IDriverStep
{
    public string SparkName => "MountVolumesFeatureStep";

    public DriverPlan Apply(DriverPlan plan, SubmissionSettings settings)
    {
        // Executors get theirs from the driver; a bad one is found now.
        VolumeProperties.Read(settings, "executor");
        var volumes = VolumeProperties.Read(settings, "driver");
        foreach (var path in volumes.GroupBy(volume => volume.MountPath).Where(group => group.Count() > 1).Select(group => group.Key))
            settings.Fail("spark.kubernetes.driver.volumes", $"Found duplicated mountPath: '{path}'", "give each volume its own mount path");

        foreach (var volume in volumes.Where(volume => volume.Type is "emptyDir" or "persistentVolumeClaim"))
            Quantities.Require(settings, $"spark.kubernetes.driver.volumes.{volume.Type}.{volume.Name}.options.sizeLimit", volume.Option("sizeLimit"));
        var index = 0;
        foreach (var volume in volumes)
        {
            var claim = volume.Option("claimName")?.Replace("OnDemand", $"{settings.Prefix}-driver-pvc-{index}", StringComparison.Ordinal);
            plan = plan.AddVolume(volume.Name, volume.Type, volume.Source(settings.Release, claim)) with { Mounts = plan.Mounts.Add(volume.Mount(settings.Release)) };
            if (claim is not null && volume is { Type: "persistentVolumeClaim" } && volume.Option("storageClass") is { } storage && volume.Option("sizeLimit") is { } size)
                plan = plan.AddObject(Claim(settings, volume, claim, storage, size));
            index++;
        }

        return plan;
    }

    private static KubeObject Claim(SubmissionSettings settings, VolumeProperties volume, string name, string storageClass, string size)
    {
        var release = settings.Release;
        var once = settings.Properties.Boolean("spark.kubernetes.legacy.useReadWriteOnceAccessMode", release.ClaimsAreReadWriteOnce);
        var claim = KubeObject.Of(ResourceTypes.PersistentVolumeClaims, "", name);
        var labels = release.HasRichVolumes ? volume.Map("label.") : [];
        labels["spark-app-selector"] = settings.ApplicationId;
        claim.Metadata!["labels"] = labels;
        if (release.HasRichVolumes && volume.Map("annotation.") is { Count: > 0 } annotations)
            claim.Metadata["annotations"] = annotations;
        claim.Json["spec"] = new JsonObject
        {
            ["storageClassName"] = storageClass,
            ["accessModes"] = new JsonArray(once ? "ReadWriteOnce" : "ReadWriteOncePod"),
            ["resources"] = new JsonObject { ["requests"] = new JsonObject { ["storage"] = size } },
        };
        return claim;
    }
}
