using System.Text.Json.Nodes;
using Firesteel.Embedded.ApiServer.Schemas;
using Firesteel.Embedded.ApiServer.Wire;

namespace Firesteel.Embedded.ApiServer.Operations;

/// <summary>Owners are named in full, at most one controls, and events own nothing.</summary>
internal static class OwnerReferenceValidation
{
    private const string Field = "metadata.ownerReferences";
    private static readonly string[] Order = ["apiVersion", "kind", "name", "uid", "controller", "blockOwnerDeletion"];

    public static IEnumerable<Cause> Check(JsonObject metadata, Action<string> warn)
    {
        var references = (metadata["ownerReferences"] as JsonArray ?? []).OfType<JsonObject>().ToList();
        var controllers = 0;
        foreach (var reference in references)
        {
            var version = reference.Text("apiVersion");
            if (version.Length == 0 || version.Count(c => c == '/') > 1)
                yield return Cause.Invalid($"{Field}.apiVersion", version, "version must not be empty");
            foreach (var name in (string[])["kind", "name", "uid"])
            {
                if (reference.Text(name).Length == 0)
                    yield return Cause.Invalid($"{Field}.{name}", reference.Text(name), "must not be empty");
            }

            if (version == "v1" && reference.Text("kind") == "Event")
                yield return Cause.InvalidText(Field, Print(reference), "/v1, Kind=Event is disallowed from being an owner");
            if (reference["controller"] is JsonValue value && value.TryGetValue(out bool controls) && controls)
                controllers++;
        }

        if (controllers > 1)
        {
            var named = references.Where(reference => reference["controller"]?.GetValueKind() == System.Text.Json.JsonValueKind.True).ToList();
            yield return Cause.InvalidText(Field, $"[{string.Join(",", references.Select(Print))}]",
                $"Only one reference can have Controller set to true. Found \"true\" in references for {named[0].Text("name")} and {named[1].Text("name")}");
        }

        var twice = references.GroupBy(reference => reference.Text("uid")).Where(group => group.Count() > 1).Select(group => group.Key).ToList();
        if (twice.Count > 0)
            warn($".metadata.ownerReferences contains duplicate entries; API server dedups owner references in 1.20+, and may reject such requests as early as 1.24; please fix your requests; duplicate UID(s) observed: {string.Join(", ", twice)}");
    }

    private static string Print(JsonObject reference) =>
        "{" + string.Join(",", Order.Where(reference.ContainsKey).Select(name => $"\"{name}\":{GoText.Json(reference[name])}")) + "}";
}
