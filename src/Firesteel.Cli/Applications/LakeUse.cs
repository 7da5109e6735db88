using System.Text.Json.Nodes;
using Firesteel.Cli.Platform.Lake;
using Firesteel.Kube.Objects;

namespace Firesteel.Cli.Applications;

/// <summary>Lets an application use the platform's lake, as <c>examples/spark-pi-s3.yaml</c> does by hand.</summary>
internal static class LakeUse
{
    /// <summary>Whether this Spark can speak S3: Apache's own archive comes without Hadoop's module for it.</summary>
    public static bool IsPossible(string sparkHome) =>
        Directory.Exists(Path.Combine(sparkHome, "jars")) && Directory.EnumerateFiles(Path.Combine(sparkHome, "jars"), "hadoop-aws-*.jar").Any();

    /// <summary>Its event log goes to where the history server looks.</summary>
    public static void WriteEventLog(KubeObject application)
    {
        var spec = application.Json["spec"]!.AsObject();
        spec["hadoopConfigMap"] = PlatformLakeFile.ObjectName;
        var conf = spec["sparkConf"] as JsonObject ?? [];
        spec["sparkConf"] = conf;
        conf["spark.eventLog.enabled"] = "true";
        conf["spark.eventLog.dir"] = PlatformLakeFile.EventLogs;
        foreach (var role in (string[])["driver", "executor"])
        {
            var sources = spec[role]!["envFrom"] as JsonArray ?? [];
            spec[role]!["envFrom"] = sources;
            sources.Add(new JsonObject { ["secretRef"] = new JsonObject { ["name"] = PlatformLakeFile.ObjectName } });
        }
    }
}
