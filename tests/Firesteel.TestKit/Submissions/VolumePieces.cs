using System.Collections.Immutable;

namespace Firesteel.TestKit.Submissions;

/// <summary>Volumes of every type, scratch directories.</summary>
internal static class VolumePieces
{
    public static ImmutableArray<Action<SubmissionDraft>> All { get; } =
    [
        draft => Volume(draft, "driver"),
        draft => Volume(draft, "driver"),
        draft => Volume(draft, "driver"),
        draft => Volume(draft, "executor"),
        draft => Volume(draft, draft.One("driver", "executor", "drivers")),
        draft => draft.Set("spark.local.dir", draft.One("/data", "/data/a", "relative", "/a b", "", " /a")),
        draft => draft.Environment["SPARK_LOCAL_DIRS"] = draft.One("/scratch", ""),
        draft => draft.Set("spark.kubernetes.local.dirs.tmpfs", draft.One("true", "false", "TRUE", "maybe", "")),
        draft => draft.Set("spark.kubernetes.legacy.useReadWriteOnceAccessMode", draft.One("true", "false")),
    ];

    private static void Volume(SubmissionDraft draft, string role)
    {
        var type = draft.One("hostPath", "emptyDir", "nfs", "persistentVolumeClaim", "persistentVolumeClaim", draft.One("csi", "HostPath", "configMap"));
        var name = draft.One("data", "spark-local-dir-1", "spark-local-dir-x", "V", "a_b");
        var prefix = $"spark.kubernetes.{role}.volumes.{type}.{name}";
        if (draft.Chance(95))
            draft.Set($"{prefix}.mount.path", draft.One("/data", "/mnt/x", "/mnt/" + name, "relative/path", "/a:b"));
        if (draft.Chance(35))
            draft.Set($"{prefix}.mount.readOnly", draft.One("true", "false", "TRUE", "yes", ""));
        if (draft.Chance(25))
            draft.Set($"{prefix}.mount.subPath", draft.One("sub", "a/b", ""));
        if (draft.Chance(15))
            draft.Set($"{prefix}.mount.subPathExpr", draft.One("$(POD_NAME)/x", ""));
        if (type is "hostPath" or "nfs" || draft.Chance(5))
            draft.Set($"{prefix}.options.path", draft.One("/host", "", "C:/x"));
        if (type is "nfs" && draft.Chance(90))
            draft.Set($"{prefix}.options.server", draft.One("nfs.example", "10.0.0.1"));
        if (type is "hostPath" && draft.Chance(40))
            draft.Set($"{prefix}.options.type", draft.One("Directory", "DirectoryOrCreate", "Nonsense", ""));
        if (type is "emptyDir" && draft.Chance(50))
            draft.Set($"{prefix}.options.medium", draft.One("Memory", "HugePages", ""));
        if (type is "persistentVolumeClaim" && draft.Chance(95))
            draft.Set($"{prefix}.options.claimName", draft.One("OnDemand", "my-claim", "pre-OnDemand-post", "c-SPARK_EXECUTOR_ID", "ondemand", ""));
        if (type is "persistentVolumeClaim" && draft.Chance(60))
            draft.Set($"{prefix}.options.storageClass", draft.One("gp3", "", "{{APP_ID}}"));
        if (type is "persistentVolumeClaim" or "emptyDir" && draft.Chance(60))
            draft.Set($"{prefix}.options.sizeLimit", draft.One("10Gi", "1G", "500", "2000", "1024", "1023", "0", "5T", "1.5Gi", "x", "", "1e9", "99999999999999999999"));
        if (draft.Chance(20))
            draft.Set($"{prefix}.label.{draft.One("team", "a/b", "spark-app-selector")}", draft.One("x", "{{APP_ID}}"));
        if (draft.Chance(20))
            draft.Set($"{prefix}.annotation.{draft.One("note", "a.b/c")}", "y");
        if (draft.Chance(5))
            draft.Set($"{prefix}.options.unknown", "z");
    }
}
