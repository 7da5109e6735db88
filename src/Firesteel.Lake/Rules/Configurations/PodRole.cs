using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Firesteel.Kube.Problems;

namespace Firesteel.Lake.Rules.Configurations;

/// <summary>The driver or the executors of a manifest.</summary>
/// <param name="Name"><c>driver</c> or <c>executor</c>.</param>
/// <param name="HasEnvFrom">Further variables come from a whole secret or config map: what is not listed may still be there.</param>
public sealed record PodRole(string Name, JsonObject? Section, ImmutableArray<EnvironmentEntry> Environment, bool HasEnvFrom, Location Where)
{
    public EnvironmentEntry? Find(string variable) => Environment.LastOrDefault(entry => entry.Name == variable);

    public static PodRole Of(string name, JsonObject? section, Func<string, Location> locate)
    {
        var entries = ImmutableArray.CreateBuilder<EnvironmentEntry>();
        var list = section?["env"] as JsonArray ?? [];
        for (var i = 0; i < list.Count; i++)
        {
            var reference = list[i]?["valueFrom"]?["secretKeyRef"];
            entries.Add(new EnvironmentEntry(i, list[i]?["name"]?.ToString() ?? "", list[i]?["value"]?.ToString(), reference?["name"]?.ToString(), reference?["key"]?.ToString(), locate($"spec.{name}.env[{i}]")));
        }

        foreach (var (variable, value) in section?["envVars"] as JsonObject ?? [])
            entries.Add(new EnvironmentEntry(-1, variable, value?.ToString(), null, null, locate($"spec.{name}.envVars.{variable}")));
        foreach (var (variable, reference) in section?["envSecretKeyRefs"] as JsonObject ?? [])
            entries.Add(new EnvironmentEntry(-1, variable, null, reference?["name"]?.ToString(), reference?["key"]?.ToString(), locate($"spec.{name}.envSecretKeyRefs.{variable}")));
        return new PodRole(name, section, entries.ToImmutable(), section?["envFrom"] is JsonArray { Count: > 0 } || section?["secrets"] is JsonArray { Count: > 0 }, locate($"spec.{name}"));
    }

    /// <summary>A merge patch that replaces the role's list of variables: a merge patch knows no single element of a list.</summary>
    public JsonObject WithEnvironment(Func<JsonArray, IEnumerable<JsonNode?>> change)
    {
        var old = Section?["env"] as JsonArray ?? [];
        var patch = new JsonObject();
        MergePatch.Put(patch, ["spec", Name, "env"], new JsonArray([.. change(old).Select(item => item?.DeepClone())]));
        return patch;
    }
}
