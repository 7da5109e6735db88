using System.Globalization;
using System.Text.Json.Nodes;
using Firesteel.Embedded.ApiServer.Kinds;
using Firesteel.Embedded.ApiServer.Patching;
using Firesteel.Embedded.ApiServer.Patching.Apply;
using Firesteel.Embedded.ApiServer.Schemas;

namespace Firesteel.Tests.Embedded.ApiServer.Patching;

public sealed class RecordedApplyTests
{
    private static readonly IReadOnlyList<JsonObject> Cases = RecordedCases.Of("server-side-apply.json");

    private static readonly TypeSchema Widget = StructuralSchema.Root(
        Cases.Single(item => item.Text("name") == "crd-used-by-all-Widget-cases")["crd"]!["spec"]!["versions"]![0]!["schema"]!["openAPIV3Schema"]!.AsObject());

    [Fact]
    public void Every_course_of_applies_and_updates_gives_the_same_objects_and_owners() =>
        RecordedCases.All(Cases.Where(item => item.Text("area") != "schema"), Play);

    private static string? Play(JsonObject item)
    {
        JsonObject? live = null;
        var number = 0;
        foreach (var step in item["steps"]!.AsArray().Select(node => node!.AsObject()))
        {
            for (var repeat = Math.Max(1, (int?)step["step"]!["times"] ?? 1); repeat > 0; repeat--)
            {
                number++;
                var error = "";
                var code = 0;
                var before = live;
                try
                {
                    live = Run(item, step["step"]!.AsObject(), live, DateTimeOffset.Parse("2024-01-01T00:00:00Z", CultureInfo.InvariantCulture).AddSeconds(number));
                }
                catch (PatchException exception)
                {
                    (error, code, live) = (exception.Message, exception.Code, before);
                }

                if (step["error"] is { } expected)
                {
                    if (error != (string?)expected["message"] || code != (int?)expected["code"])
                        return $"step {number}: {code} {error}\n   not {expected["code"]} {expected["message"]}";
                }
                else if (error.Length > 0)
                {
                    return $"step {number}: {error}";
                }
            }

            if (step["error"] is null && RecordedCases.Differ(RecordedCases.WithoutEmpty(step["object"]), RecordedCases.WithoutEmpty(live)) is { } difference)
                return $"step {number}: {difference}";
        }

        return null;
    }

    private static JsonObject? Run(JsonObject item, JsonObject step, JsonObject? live, DateTimeOffset now)
    {
        var (apiVersion, kind) = (item.Text("apiVersion"), item.Text("kind"));
        var isWidget = kind == "Widget";
        var schema = isWidget ? Widget : BuiltInSchemas.OfKind(apiVersion, kind);
        var subresource = step.Text("subresource");
        var reset = isWidget
            ? subresource == "status" ? ["spec"] : ["status"]
            : BuiltInKinds.Find(apiVersion, kind)!.ResetFields(subresource);
        var manager = step.Text("fieldManager");
        var given = (step["object"] as JsonObject)?.DeepClone().AsObject();
        if (step.Text("op") == "apply" && given is not null)
        {
            if ((given.Text("apiVersion") != apiVersion && !(isWidget && given.Text("apiVersion") == "example.com/v2")) || given.Text("kind") != kind)
                throw new PatchException(400, $"invalid object type: {given["apiVersion"]}, Kind={given["kind"]}");
            var outcome = FieldManager.Apply(live, given, manager, given.Text("apiVersion"), (bool?)step["force"] ?? false, subresource, schema, now, reset);
            if (outcome.Object is null)
                throw new PatchException(409, ApplyConflict.Describe(outcome.Conflicts));
            var applied = outcome.Object;
            // What is stored is in the version that the course is written in.
            applied["apiVersion"] = apiVersion;
            return Prepare(applied, live, subresource, isWidget);
        }

        var next = step.Text("op") switch
        {
            "merge-patch" => MergePatch.Apply(live!, step["patch"]),
            "json-patch" => JsonPatch.Apply(live!, step["patch"], out _)!.AsObject(),
            "strategic-merge-patch" or "strategic-patch" => StrategicMergePatch.Apply(live!, step["patch"], schema),
            _ => given!,
        };
        next = Prepare(next, live, subresource, isWidget);
        return FieldManager.Update(live, next, manager, apiVersion, subresource, schema, now, reset);
    }

    /// <summary>What the store does around a write: identity, the half of the object that this request may not touch, defaults.</summary>
    private static JsonObject Prepare(JsonObject next, JsonObject? live, string subresource, bool isWidget)
    {
        var metadata = (next["metadata"] as JsonObject)!;
        metadata["uid"] = live?["metadata"]!["uid"]?.DeepClone() ?? "00000000-0000-0000-0000-000000000001";
        if (subresource == "status" && live is not null)
        {
            var managed = metadata["managedFields"]?.DeepClone();
            var status = next["status"]?.DeepClone();
            next = live.DeepClone().AsObject();
            next["metadata"]!["managedFields"] = managed;
            Set(next, "status", status);
        }
        else
        {
            Set(next, "status", live?["status"]?.DeepClone());
        }

        if (!isWidget)
            TypedDecoding.Apply(BuiltInSchemas.OfKind(next.Text("apiVersion"), next.Text("kind")), next);
        if (isWidget)
            Defaulting.Apply(Widget, next, dropNulls: false);
        return next;
    }

    private static void Set(JsonObject obj, string name, JsonNode? value)
    {
        if (value is null)
            obj.Remove(name);
        else
            obj[name] = value;
    }
}
