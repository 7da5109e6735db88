using System.Text.Json.Nodes;
using Firesteel.Embedded.ApiServer.Patching;
using Firesteel.Embedded.ApiServer.Schemas;

namespace Firesteel.Tests.Embedded.ApiServer.Patching;

public sealed class RecordedPatchTests
{
    [Fact]
    public void Strategic_merge_patches_give_what_the_library_gave() => RecordedCases.All(RecordedCases.Of("strategic-merge.json"), item =>
    {
        // Texts that are no JSON never reach a patch; the reader of the body refuses them.
        if (item["originalText"] is not null || item["patchText"] is not null)
            return null;
        var schema = BuiltInSchemas.OfKind(item.Text("apiVersion"), item.Text("kind"));
        JsonObject result;
        try
        {
            result = StrategicMergePatch.Apply(item["original"]!.AsObject(), item["patch"], schema);
        }
        catch (PatchException exception)
        {
            return exception.Message == item.Text("error") && exception.Code == (int?)item["errorStatusCode"] ? null : $"{exception.Code} {exception.Message}, not {item["errorStatusCode"]} {item["error"]}";
        }

        return item["error"] is { } error ? $"no error, but {error}" : RecordedCases.Differ(item["result"], result);
    });

    [Fact]
    public void Merge_and_json_patches_give_what_the_library_gave() => RecordedCases.All(RecordedCases.Of("json-merge-and-json-patch.json"), item =>
    {
        if (item["patchText"] is not null)
            return null;
        JsonNode? result;
        try
        {
            result = item.Text("contentType") == "application/merge-patch+json"
                ? MergePatch.Apply(item["document"]!.AsObject(), item["patch"])
                : JsonPatch.Apply(item["document"]!, item["patch"], out _);
        }
        catch (PatchException exception)
        {
            return exception.Code == (int?)item["error"]?["code"] && exception.Message == (string?)item["error"]?["message"] ? null : $"{exception.Code} {exception.Message} ({exception.Detail}), not {item["error"]}";
        }

        return item["error"] is { } error ? $"no error, but {error}" : RecordedCases.Differ(item["resultIfNotStrict"] ?? item["result"], result);
    });

    [Fact]
    public void A_json_patch_names_the_members_that_no_operation_has()
    {
        JsonPatch.Apply(new JsonObject(), JsonNode.Parse("""[{"op":"add","path":"/s","value":1,"frob":2}]"""), out var unknown);
        unknown.ShouldBe(["[0].frob"]);
    }

    [Fact]
    public void Too_many_operations_are_refused()
    {
        var patch = new JsonArray([.. Enumerable.Range(0, 10_001).Select(_ => JsonNode.Parse("""{"op":"test","path":"/s","value":1}"""))]);
        Should.Throw<PatchException>(() => JsonPatch.Apply(new JsonObject(), patch, out _)).Code.ShouldBe(413);
    }
}
