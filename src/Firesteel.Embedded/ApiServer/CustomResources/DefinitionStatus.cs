using System.Text.Json.Nodes;
using Firesteel.Embedded.ApiServer.Operations;

namespace Firesteel.Embedded.ApiServer.CustomResources;

/// <summary>Conditions and accepted names of a definition. Every method changes the tree it is given and says whether it did.</summary>
internal static class DefinitionStatus
{
    public static bool AcceptNames(JsonObject definition, IEnumerable<JsonObject> others, DateTimeOffset now)
    {
        var spec = CustomResourceDefinitionFacts.Names(definition);
        var group = CustomResourceDefinitionFacts.Spec(definition).Text("group");
        var taken = others.Where(other => CustomResourceDefinitionFacts.Spec(other).Text("group") == group)
            .Select(other => Status(other)["acceptedNames"] as JsonObject).OfType<JsonObject>().ToList();
        var resources = taken.SelectMany(names => names.Texts("shortNames").Append(names.Text("plural")).Append(names.Text("singular"))).Where(name => name.Length > 0).ToHashSet(StringComparer.Ordinal);
        var kinds = taken.SelectMany(names => (string[])[names.Text("kind"), names.Text("listKind")]).Where(name => name.Length > 0).ToHashSet(StringComparer.Ordinal);

        var status = Status(definition);
        var accepted = status["acceptedNames"] as JsonObject ?? [];
        var next = (JsonObject)accepted.DeepClone();
        (string Reason, string Message)? conflict = null;
        Accept("plural", resources, "PluralConflict");
        Accept("singular", resources, "SingularConflict");
        var shortNames = spec.Texts("shortNames");
        if (shortNames.Where(resources.Contains).ToList() is { Count: > 0 } clashes)
            conflict = ("ShortNamesConflict", string.Join(", ", clashes.Select(name => $"\"{name}\" is already in use")) is var text && clashes.Count > 1 ? $"[{text}]" : text);
        else
            next.SetTexts("shortNames", shortNames);
        Accept("kind", kinds, "KindConflict");
        Accept("listKind", kinds, "ListKindConflict");
        next.SetTexts("categories", spec.Texts("categories"));

        var changed = !JsonNode.DeepEquals(accepted, next);
        status["acceptedNames"] = next;
        changed |= conflict is { } found
            ? Set(definition, "NamesAccepted", "False", found.Reason, found.Message, now)
            : Set(definition, "NamesAccepted", "True", "NoConflicts", "no conflicts found", now);
        if (!Is(definition, "Established"))
        {
            changed |= conflict is null
                ? Set(definition, "Established", "False", "Installing", "the initial names have been accepted", now)
                : Set(definition, "Established", "False", "NotAccepted", "not all names are accepted", now);
        }

        return changed;

        void Accept(string name, HashSet<string> inUse, string reason)
        {
            var wanted = spec.Text(name);
            if (inUse.Contains(wanted))
                conflict = (reason, $"\"{wanted}\" is already in use");
            else if (wanted.Length > 0)
                next[name] = wanted;
        }
    }

    public static bool Establish(JsonObject definition, DateTimeOffset now) =>
        !Is(definition, "Established") && Set(definition, "Established", "True", "InitialNamesAccepted", "the initial names have been accepted", now);

    public static bool Is(JsonObject definition, string condition) =>
        (Status(definition)["conditions"] as JsonArray ?? []).OfType<JsonObject>().Any(one => one.Text("type") == condition && one.Text("status") == "True");

    /// <summary>The time of a condition only moves when its status does.</summary>
    public static bool Set(JsonObject definition, string type, string value, string reason, string message, DateTimeOffset now)
    {
        var status = Status(definition);
        if (status["conditions"] is not JsonArray conditions)
            status["conditions"] = conditions = [];
        var old = conditions.OfType<JsonObject>().FirstOrDefault(one => one.Text("type") == type);
        if (old is not null && old.Text("status") == value && old.Text("reason") == reason && old.Text("message") == message)
            return false;
        var time = old is not null && old.Text("status") == value ? old.Text("lastTransitionTime") : ObjectMetadata.Timestamp(now);
        var next = new JsonObject { ["lastTransitionTime"] = time, ["message"] = message, ["reason"] = reason, ["status"] = value, ["type"] = type };
        if (old is null)
            conditions.Add((JsonNode)next);
        else
            conditions[conditions.IndexOf(old)] = next;
        return true;
    }

    public static JsonObject Status(JsonObject definition)
    {
        if (definition["status"] is JsonObject status)
            return status;
        definition["status"] = status = [];
        return status;
    }
}
