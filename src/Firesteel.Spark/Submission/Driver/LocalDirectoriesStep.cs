using System.Text.Json.Nodes;

namespace Firesteel.Spark.Submission.Driver;

/// <summary>Scratch directories: volumes named for it, else an emptyDir for each directory. Source: Spark's LocalDirsFeatureStep.</summary>
internal sealed class LocalDirectoriesStep : IDriverStep
{
    private const string Prefix = "spark-local-dir-";

    public string SparkName => "LocalDirsFeatureStep";

    public DriverPlan Apply(DriverPlan plan, SubmissionSettings settings)
    {
        var mounts = (plan.Container["volumeMounts"] as JsonArray ?? []).OfType<JsonObject>().Concat(plan.Mounts);
        string[] mounted = [.. mounts.Where(mount => ((string?)mount["name"])?.StartsWith(Prefix, StringComparison.Ordinal) == true).Select(mount => (string)mount["mountPath"]!)];
        var memory = settings.Properties.Boolean("spark.kubernetes.local.dirs.tmpfs", false);
        if (mounted.Length > 0)
            return plan.AddEnvironment("SPARK_LOCAL_DIRS", string.Join(',', mounted));

        var directories = (settings.Submitter.Variable("SPARK_LOCAL_DIRS") ?? settings.Properties.Raw("spark.local.dir")
            ?? $"/var/data/spark-{settings.Request.Identity.LocalDirectoryId}").Split(',');
        for (var index = 0; index < directories.Length; index++)
        {
            var name = $"{Prefix}{index + 1}";
            plan = plan.AddVolume(name, "emptyDir", memory ? new JsonObject { ["medium"] = "Memory" } : []).AddMount(name, directories[index]);
        }

        return plan.AddEnvironment("SPARK_LOCAL_DIRS", string.Join(',', directories));
    }
}
