using System.Text;
using System.Text.Json.Nodes;
using Firesteel.Embedded.ApiServer.Wire;

namespace Firesteel.Embedded.ApiServer.Schemas;

/// <summary>Checks <c>metadata</c> of any object: name, namespace, labels, annotations, finalizers, owners.</summary>
public static class ObjectMetaValidation
{
    private const int MaxAnnotationBytes = 256 * 1024;

    /// <param name="nameRule">Messages of what is wrong with a name; see <see cref="Names"/>.</param>
    public static List<Cause> Validate(JsonObject obj, bool namespaced, Func<string, List<string>> nameRule)
    {
        var causes = new List<Cause>();
        Check(obj["metadata"] as JsonObject ?? [], namespaced, nameRule, "metadata", causes);
        return causes;
    }

    /// <summary>Metadata inside an object: it may be without a name and a namespace.</summary>
    internal static void CheckEmbedded(JsonObject metadata, string path, List<Cause> causes)
    {
        if (Text(metadata, "name").Length == 0)
        {
            metadata = (JsonObject)metadata.DeepClone();
            metadata["name"] = "fakename";
        }

        Check(metadata, Text(metadata, "namespace").Length > 0, Names.PathSegment, path, causes);
    }

    private static void Check(JsonObject metadata, bool namespaced, Func<string, List<string>> nameRule, string path, List<Cause> causes)
    {
        var generate = Text(metadata, "generateName");
        if (generate.Length > 0)
        {
            // The prefix may end in a dash, as more follows.
            var prefix = generate.EndsWith('-') ? generate[..^1] + "a" : generate;
            causes.AddRange(nameRule(prefix).Select(error => Cause.Invalid($"{path}.generateName", generate, error)));
        }

        var name = Text(metadata, "name");
        if (name.Length == 0)
            causes.Add(Cause.Required($"{path}.name", "name or generateName is required"));
        else
            causes.AddRange(nameRule(name).Select(error => Cause.Invalid($"{path}.name", name, error)));
        var ns = Text(metadata, "namespace");
        if (namespaced && ns.Length == 0)
            causes.Add(Cause.Required($"{path}.namespace"));
        else if (namespaced)
            causes.AddRange(Names.Dns1123Label(ns).Select(error => Cause.Invalid($"{path}.namespace", ns, error)));
        else if (ns.Length > 0)
            causes.Add(Cause.Forbidden($"{path}.namespace", "not allowed on this type"));
        if (metadata["generation"] is { } generation && JsonNumber.TryRead(generation, out var number) && number.AsLong < 0)
            causes.Add(Cause.Invalid($"{path}.generation", generation, "must be greater than or equal to 0"));
        CheckLabelsAndAnnotations(metadata, path, causes);
        CheckOwners(metadata, path, causes);
        CheckFinalizers(metadata, path, causes);
    }

    /// <summary>What an update may not change.</summary>
    public static List<Cause> ValidateUpdate(JsonObject @new, JsonObject old)
    {
        var causes = new List<Cause>();
        var metadata = @new["metadata"] as JsonObject ?? [];
        var before = old["metadata"] as JsonObject ?? [];
        foreach (var name in new[] { "name", "namespace", "uid", "creationTimestamp", "deletionTimestamp", "deletionGracePeriodSeconds" })
        {
            if (!JsonEquality.Same(Absent(metadata[name]), Absent(before[name])))
                causes.Add(Cause.Invalid($"metadata.{name}", metadata[name], "field is immutable"));
        }

        if (before["deletionTimestamp"] is not null)
        {
            var known = Texts(before["finalizers"]).ToHashSet(StringComparer.Ordinal);
            var extra = Texts(metadata["finalizers"]).Where(finalizer => !known.Contains(finalizer)).Order(StringComparer.Ordinal).ToList();
            if (extra.Count > 0)
                causes.Add(Cause.Forbidden("metadata.finalizers", $"no new finalizers can be added if the object is being deleted, found new finalizers []string{{{string.Join(", ", extra.Select(GoText.Quote))}}}"));
        }

        CheckLabelsAndAnnotations(metadata, "metadata", causes);
        CheckOwners(metadata, "metadata", causes);
        return causes;

        static JsonNode? Absent(JsonNode? value) => value is JsonValue text && text.TryGetValue(out string? given) && given.Length == 0 ? null : value;
    }

    internal static void CheckLabelsAndAnnotations(JsonObject metadata, string path, List<Cause> causes)
    {
        foreach (var (key, value) in metadata["labels"] as JsonObject ?? [])
        {
            causes.AddRange(Names.QualifiedName(key).Select(error => Cause.Invalid($"{path}.labels", key, error)));
            var text = Plain(value);
            causes.AddRange(Names.LabelValue(text).Select(error => Cause.Invalid($"{path}.labels", text, error)));
        }

        long size = 0;
        foreach (var (key, value) in metadata["annotations"] as JsonObject ?? [])
        {
            // Keys of annotations are checked without regard to case.
            causes.AddRange(Names.QualifiedName(key.ToLowerInvariant()).Select(error => Cause.Invalid($"{path}.annotations", key, error)));
            size += Encoding.UTF8.GetByteCount(key) + Encoding.UTF8.GetByteCount(Plain(value));
        }

        if (size > MaxAnnotationBytes)
            causes.Add(Cause.TooLong($"{path}.annotations", MaxAnnotationBytes));
    }

    private static void CheckOwners(JsonObject metadata, string path, List<Cause> causes)
    {
        JsonObject? controller = null;
        var reported = false;
        var owners = (metadata["ownerReferences"] as JsonArray)?.OfType<JsonObject>().ToList() ?? [];
        foreach (var owner in owners)
        {
            var apiVersion = Text(owner, "apiVersion");
            if (apiVersion.Length == 0 || apiVersion.Split('/').Length > 2 || apiVersion.EndsWith('/'))
                causes.Add(Cause.Invalid($"{path}.ownerReferences.apiVersion", apiVersion, "version must not be empty"));
            foreach (var name in new[] { "kind", "name", "uid" })
            {
                if (Text(owner, name).Length == 0)
                    causes.Add(Cause.Invalid($"{path}.ownerReferences.{name}", "", "must not be empty"));
            }

            if (apiVersion == "v1" && Text(owner, "kind") == "Event")
                causes.Add(Cause.InvalidText($"{path}.ownerReferences", InOrder(owner), "/v1, Kind=Event is disallowed from being an owner"));
            if (owner["controller"] is not JsonValue flag || !flag.TryGetValue(out bool controls) || !controls)
                continue;
            if (controller is not null && !reported)
            {
                reported = true;
                causes.Add(Cause.InvalidText($"{path}.ownerReferences", $"[{string.Join(',', owners.Select(InOrder))}]",
                    $"Only one reference can have Controller set to true. Found \"true\" in references for {Text(controller, "kind")}/{Text(controller, "name")} and {Text(owner, "kind")}/{Text(owner, "name")}"));
            }

            controller ??= owner;
        }
    }

    /// <summary>An owner as Go writes the struct.</summary>
    private static string InOrder(JsonObject owner)
    {
        var ordered = new JsonObject { ["apiVersion"] = Text(owner, "apiVersion"), ["kind"] = Text(owner, "kind"), ["name"] = Text(owner, "name"), ["uid"] = Text(owner, "uid") };
        foreach (var name in new[] { "controller", "blockOwnerDeletion" })
        {
            if (owner[name] is { } value)
                ordered[name] = value.DeepClone();
        }

        return ordered.ToJsonString(GoText.Relaxed);
    }

    private static void CheckFinalizers(JsonObject metadata, string path, List<Cause> causes)
    {
        var finalizers = Texts(metadata["finalizers"]).ToList();
        foreach (var finalizer in finalizers)
            causes.AddRange(Names.QualifiedName(finalizer).Select(error => Cause.Invalid($"{path}.finalizers", finalizer, error)));
        if (finalizers.Contains("orphan") && finalizers.Contains("foregroundDeletion"))
            causes.Add(Cause.Invalid($"{path}.finalizers", (metadata["finalizers"] as JsonArray)?.DeepClone(), "finalizer orphan and foregroundDeletion cannot be both set"));
    }

    private static IEnumerable<string> Texts(JsonNode? list) => (list as JsonArray)?.Select(Plain) ?? [];

    private static string Text(JsonObject obj, string name) => Plain(obj[name]);

    private static string Plain(JsonNode? node) => node is JsonValue value && value.TryGetValue(out string? text) ? text : "";
}
