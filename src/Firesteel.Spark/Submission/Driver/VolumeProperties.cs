using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Firesteel.Spark.Submission.Releases;

namespace Firesteel.Spark.Submission.Driver;

/// <summary>A volume as properties describe it: <c>spark.kubernetes.ROLE.volumes.TYPE.NAME.OPTION</c>. Source: native-submission §2.6.</summary>
internal sealed record VolumeProperties(string Type, string Name, ImmutableSortedDictionary<string, string> Options)
{
    private static readonly (string Type, string[] Required)[] Types =
    [
        ("hostPath", ["path"]),
        ("emptyDir", []),
        ("nfs", ["path", "server"]),
        ("persistentVolumeClaim", ["claimName"]),
    ];

    public string MountPath => Options.GetValueOrDefault("mount.path", "");

    public string? Option(string name) => Options.GetValueOrDefault($"options.{name}");

    /// <summary>All well-formed volumes of a role, by type and name; what is wrong with the others becomes problems.</summary>
    public static ImmutableArray<VolumeProperties> Read(SubmissionSettings settings, string role)
    {
        var prefix = $"spark.kubernetes.{role}.volumes.";
        var volumes = settings.Properties.Below(prefix)
            .Select(entry => (Parts: entry.Key.Split('.', 3), entry.Value))
            .Where(entry => entry.Parts.Length >= 2)
            .GroupBy(entry => (Type: entry.Parts[0], Name: entry.Parts[1]))
            .Select(group => new VolumeProperties(group.Key.Type, group.Key.Name,
                group.Where(entry => entry.Parts.Length == 3).ToImmutableSortedDictionary(entry => entry.Parts[2], entry => entry.Value, StringComparer.Ordinal)));
        return [.. volumes.Where(volume => volume.Check(settings, prefix))];
    }

    public JsonObject Map(string prefix) => new(Options.Where(option => option.Key.StartsWith(prefix, StringComparison.Ordinal))
        .Select(option => KeyValuePair.Create(option.Key[prefix.Length..], (JsonNode?)JsonValue.Create(option.Value))));

    public JsonObject Mount(SparkRelease release)
    {
        var mount = new JsonObject
        {
            ["name"] = Name,
            ["mountPath"] = MountPath,
            ["readOnly"] = ReadOnly,
            ["subPath"] = Options.GetValueOrDefault("mount.subPath", ""),
        };
        if (release.HasRichVolumes)
            mount["subPathExpr"] = Options.GetValueOrDefault("mount.subPathExpr", "");
        return mount;
    }

    /// <param name="claim">The claim's name after replacing what is made on demand.</param>
    public JsonObject Source(SparkRelease release, string? claim)
    {
        switch (Type)
        {
            case "hostPath":
                return new() { ["path"] = Option("path"), ["type"] = release.HasRichVolumes ? Option("type") ?? "" : "" };
            case "nfs":
                return new() { ["path"] = Option("path"), ["server"] = Option("server") };
            case "persistentVolumeClaim":
                return new() { ["claimName"] = claim, ["readOnly"] = ReadOnly };
            default:
                var source = new JsonObject { ["medium"] = Option("medium") ?? "" };
                if (Option("sizeLimit") is { } limit)
                    source["sizeLimit"] = limit;
                return source;
        }
    }

    private bool ReadOnly => bool.TryParse(Options.GetValueOrDefault("mount.readOnly"), out var value) && value;

    private bool Check(SubmissionSettings settings, string prefix)
    {
        var before = settings.Problems.Count;
        var rich = settings.Release.HasRichVolumes;
        var self = $"{Type}.{Name}";
        if (Array.Find(Types, row => row.Type == Type) is not { Type: not null } known)
        {
            settings.Fail(prefix + self, $"Kubernetes Volume type `{Type}` is not supported", "use hostPath, emptyDir, nfs or persistentVolumeClaim, or a pod template");
            return false;
        }

        if (!Options.ContainsKey("mount.path"))
            settings.Fail($"{prefix}{self}.mount.path", $"key not found: {self}.mount.path", "say where the volume is mounted");
        foreach (var option in known.Required.Where(option => Option(option) is null))
            settings.Fail($"{prefix}{self}.options.{option}", $"{self}.options.{option} is required for {Type}", $"set {prefix}{self}.options.{option}");
        if (Options.TryGetValue("mount.readOnly", out var readOnly) && !bool.TryParse(readOnly, out _))
            settings.Fail($"{prefix}{self}.mount.readOnly", $"For input string: \"{readOnly}\"", "write true or false");
        if (rich && Options.ContainsKey("mount.subPath") && Options.ContainsKey("mount.subPathExpr"))
            settings.Fail($"{prefix}{self}.mount.subPathExpr", $"These config options are mutually exclusive: {self}.mount.subPath, {self}.mount.subPathExpr", "keep one of them");
        if (rich && Type is ("emptyDir" or "persistentVolumeClaim") && Option("sizeLimit") is { } size && size.All(char.IsAsciiDigit))
            CheckSize(settings, prefix, self, size);
        return settings.Problems.Count == before;
    }

    private static void CheckSize(SubmissionSettings settings, string prefix, string self, string size)
    {
        if (!long.TryParse(size, out var bytes))
            settings.Fail($"{prefix}{self}.options.sizeLimit", $"For input string: \"{size}\"", "write a size, for instance 10Gi");
        else if (bytes < 1024)
            settings.Fail($"{prefix}{self}.options.sizeLimit", $"Volume size `{size}` is smaller than 1KiB. Missing units?", "add a unit, for instance 10Gi");
    }
}
