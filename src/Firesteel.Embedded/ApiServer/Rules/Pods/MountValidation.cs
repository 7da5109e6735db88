using System.Text.Json.Nodes;
using Firesteel.Embedded.ApiServer.Operations;
using Firesteel.Embedded.ApiServer.Schemas;

namespace Firesteel.Embedded.ApiServer.Rules.Pods;

/// <summary><c>volumeMounts</c> of a container.</summary>
internal static class MountValidation
{
    /// <param name="volumes">The pod's, without those that are wrong themselves.</param>
    public static void Check(JsonObject container, string path, IReadOnlyDictionary<string, JsonObject> volumes, FieldChecks checks)
    {
        var places = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (mount, at) in FieldChecks.Items(container, "volumeMounts", path))
        {
            checks.Required(mount, "name", at);
            if (!volumes.ContainsKey(mount.Text("name")))
                checks.Add(Cause.NotFound($"{at}.name", mount.Text("name")));
            checks.Required(mount, "mountPath", at);
            if (!places.Add(mount.Text("mountPath")))
                checks.Add(Cause.Invalid($"{at}.mountPath", mount.Text("mountPath"), "must be unique"));
            // A real server leaves the index out of the path of these.
            foreach (var name in (ReadOnlySpan<string>)["subPath", "subPathExpr"])
            {
                if (mount.Text(name) is { Length: > 0 } below)
                    checks.DescendingPath(below, $"{path}.volumeMounts.{name}");
            }

            if (mount.Text("subPath").Length > 0 && mount.Text("subPathExpr").Length > 0)
                checks.Add(Cause.Invalid($"{at}.subPathExpr", mount.Text("subPathExpr"), "subPathExpr and subPath are mutually exclusive"));
            checks.OneOf(mount, "mountPropagation", $"{path}.volumeMounts", "Bidirectional", "HostToContainer", "None");
        }
    }
}
