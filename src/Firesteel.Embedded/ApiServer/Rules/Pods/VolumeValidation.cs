using System.Text.Json.Nodes;
using Firesteel.Embedded.ApiServer.Operations;
using Firesteel.Embedded.ApiServer.Schemas;
using Firesteel.Kube.Values;

namespace Firesteel.Embedded.ApiServer.Rules.Pods;

/// <summary>Volumes of a pod: each with a name of its own and exactly one source.</summary>
internal static class VolumeValidation
{
    private const string Mode = "must be a number between 0 and 0777 (octal), both inclusive";

    private static readonly string[] Fields = ["metadata.annotations", "metadata.labels", "metadata.name", "metadata.namespace", "metadata.uid"];

    private static readonly string[] HostPathTypes = ["", "BlockDevice", "CharDevice", "Directory", "DirectoryOrCreate", "File", "FileOrCreate", "Socket"];

    /// <summary>What a source cannot be without, where nothing more is looked at.</summary>
    private static readonly Dictionary<string, string[]> Needed = new(StringComparer.Ordinal)
    {
        ["secret"] = ["secretName"],
        ["configMap"] = ["name"],
        ["persistentVolumeClaim"] = ["claimName"],
        ["nfs"] = ["server", "path"],
        ["csi"] = ["driver"],
        ["hostPath"] = ["path"],
    };

    /// <returns>Sound volumes by name.</returns>
    public static IReadOnlyDictionary<string, JsonObject> Check(JsonObject spec, string path, FieldChecks checks)
    {
        var sound = new Dictionary<string, JsonObject>(StringComparer.Ordinal);
        foreach (var (volume, at) in FieldChecks.Items(spec, "volumes", path))
        {
            var before = checks.Causes.Count;
            Sources(volume, at, checks);
            var name = volume.Text("name");
            checks.RequiredName(volume, "name", at, Names.Dns1123Label);
            if (sound.ContainsKey(name))
                checks.Add(Cause.Duplicate($"{at}.name", name));
            if (checks.Causes.Count == before)
                sound.Add(name, volume);
        }

        return sound;
    }

    private static void Sources(JsonObject volume, string path, FieldChecks checks)
    {
        var given = volume.Where(field => field.Key != "name" && field.Value is JsonObject).Select(field => field.Key).ToList();
        foreach (var more in given.Skip(1))
            checks.Add(Cause.Forbidden($"{path}.{more}", "may not specify more than 1 volume type"));
        if (given.Count == 0)
        {
            checks.Add(Cause.Required(path, "must specify a volume type"));
            return;
        }

        var (kind, source, at) = (given[0], (JsonObject)volume[given[0]]!, $"{path}.{given[0]}");
        foreach (var field in Needed.GetValueOrDefault(kind, []))
            checks.Required(source, field, at);
        if (source.Number("defaultMode") is < 0 or > 511)
            checks.Add(Cause.Invalid($"{at}.defaultMode", source.Number("defaultMode"), Mode));
        switch (kind)
        {
            case "emptyDir" when Quantity.TryParse(source["sizeLimit"]?.ToString() ?? "0", out var size, out _) && size < default(Quantity):
                checks.Add(Cause.Invalid($"{at}.sizeLimit", size.ToString(), "SizeLimit field must be a valid resource quantity"));
                break;
            case "hostPath" when source.Text("path").Length > 0:
                checks.NoBacksteps(source.Text("path"), $"{at}.path");
                checks.OneOf(source, "type", at, HostPathTypes);
                break;
            case "secret" or "configMap":
                KeyPaths(source, at, checks);
                break;
            case "downwardAPI":
                DownwardFiles(source, at, checks);
                break;
            case "projected":
                Projected(source, at, checks);
                break;
            case "ephemeral" when source["volumeClaimTemplate"] is not JsonObject:
                checks.Add(Cause.Required($"{at}.volumeClaimTemplate"));
                break;
        }
    }

    private static void Projected(JsonObject source, string path, FieldChecks checks)
    {
        foreach (var (projection, at) in FieldChecks.Items(source, "sources", path))
        {
            var given = projection.Where(field => field.Value is JsonObject).Select(field => field.Key).ToList();
            foreach (var more in given.Skip(1))
                checks.Add(Cause.Forbidden($"{at}.{more}", "may not specify more than 1 volume type per source"));
            if (given.Count == 0)
            {
                checks.Add(Cause.Required(at, "must specify at least one source"));
                continue;
            }

            var (kind, one, inside) = (given[0], (JsonObject)projection[given[0]]!, $"{at}.{given[0]}");
            if (kind is "secret" or "configMap")
            {
                checks.Required(one, "name", inside);
                KeyPaths(one, inside, checks);
            }
            else if (kind == "downwardAPI")
            {
                DownwardFiles(one, inside, checks);
            }
            else if (kind == "serviceAccountToken")
            {
                if (one.Number("expirationSeconds") is < 600 and var seconds)
                    checks.Add(Cause.Invalid($"{inside}.expirationSeconds", seconds, "may not specify a duration less than 10 minutes"));
                checks.Required(one, "path", inside);
            }
        }
    }

    private static void KeyPaths(JsonObject source, string path, FieldChecks checks)
    {
        foreach (var (item, at) in FieldChecks.Items(source, "items", path))
        {
            checks.Required(item, "key", at);
            File(item, at, checks);
            if (item.Number("mode") is < 0 or > 511)
                checks.Add(Cause.Invalid($"{at}.mode", item.Number("mode"), Mode));
        }
    }

    private static void DownwardFiles(JsonObject source, string path, FieldChecks checks)
    {
        foreach (var (file, at) in FieldChecks.Items(source, "items", path))
        {
            File(file, at, checks);
            if (file["fieldRef"] is JsonObject field)
            {
                EnvironmentValidation.Field(field, $"{at}.fieldRef", Fields, checks);
                if (file["resourceFieldRef"] is not null)
                    checks.Add(Cause.Invalid(path, "resource", "fieldRef and resourceFieldRef can not be specified simultaneously"));
            }
            else if (file["resourceFieldRef"] is JsonObject resource)
            {
                EnvironmentValidation.Resource(resource, $"{at}.resourceFieldRef", needsContainer: true, checks);
            }
            else
            {
                checks.Add(Cause.Required(at, "one of fieldRef and resourceFieldRef is required"));
            }
        }
    }

    private static void File(JsonObject item, string path, FieldChecks checks)
    {
        checks.Required(item, "path", path);
        if (item.Text("path") is not { Length: > 0 } text)
            return;
        checks.DescendingPath(text, $"{path}.path");
        if (text.StartsWith("..", StringComparison.Ordinal) && !text.StartsWith("../", StringComparison.Ordinal))
            checks.Add(Cause.Invalid($"{path}.path", text, "must not start with '..'"));
    }
}
