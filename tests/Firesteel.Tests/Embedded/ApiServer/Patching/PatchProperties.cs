using System.Text.Json.Nodes;
using Firesteel.Embedded.ApiServer.Patching;
using Firesteel.Embedded.ApiServer.Patching.Apply;
using Firesteel.Embedded.ApiServer.Schemas;
using Firesteel.Embedded.ApiServer.Wire;
using FsCheck;
using FsCheck.Fluent;

namespace Firesteel.Tests.Embedded.ApiServer.Patching;

public sealed class PatchProperties
{
    private static readonly Gen<Func<JsonNode?>> Scalars = Gen.OneOf(
        Gen.Elements("x", "y", "").Select(text => (Func<JsonNode?>)(() => text)),
        Gen.Elements(0, 1, 5).Select(number => (Func<JsonNode?>)(() => number)),
        Gen.Elements(true, false).Select(flag => (Func<JsonNode?>)(() => flag)));

    private static readonly Arbitrary<JsonObject> Documents = Object(3).Select(make => make()).ToArbitrary();

    [Fact]
    public void The_difference_of_two_documents_as_a_merge_patch_leads_from_one_to_the_other() =>
        Prop.ForAll(Documents, Documents, (from, to) => JsonEquality.Same(MergePatch.Apply(from, Difference(from, to)), to)).QuickCheckThrowOnFailure();

    [Fact]
    public void A_merge_patch_applied_twice_is_applied_once() =>
        Prop.ForAll(Documents, Documents, (document, patch) =>
        {
            var once = MergePatch.Apply(document, patch);
            return JsonEquality.Same(MergePatch.Apply(once, patch), once);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void An_apply_of_what_was_applied_changes_nothing() =>
        Prop.ForAll(Documents, spec =>
        {
            var schema = StructuralSchema.Root(JsonNode.Parse("""{"type":"object","x-kubernetes-preserve-unknown-fields":true}""")!.AsObject());
            JsonObject Make() => new() { ["apiVersion"] = "e.com/v1", ["kind"] = "E", ["metadata"] = new JsonObject { ["name"] = "n" }, ["spec"] = spec.DeepClone() };
            var first = FieldManager.Apply(null, Make(), "m", "e.com/v1", false, "", schema, DateTimeOffset.UnixEpoch);
            var second = FieldManager.Apply(first.Object, Make(), "m", "e.com/v1", false, "", schema, DateTimeOffset.UnixEpoch.AddHours(1));
            return JsonEquality.Same(first.Object, second.Object);
        }).QuickCheckThrowOnFailure();

    private static JsonObject Difference(JsonObject from, JsonObject to)
    {
        var patch = new JsonObject();
        foreach (var (key, value) in to)
        {
            if (from[key] is JsonObject before && value is JsonObject after)
                patch[key] = Difference(before, after);
            else
                patch[key] = value?.DeepClone();
        }

        foreach (var (key, _) in from)
        {
            if (!to.ContainsKey(key))
                patch[key] = null;
        }

        return patch;
    }

    private static Gen<Func<JsonObject>> Object(int depth)
    {
        var values = depth == 0 ? Scalars : Gen.OneOf(Scalars, Object(depth - 1).Select(make => (Func<JsonNode?>)(() => make())));
        return Gen.ListOf(Gen.Elements("a", "b", "c", "d").Zip(values)).Select(pairs => (Func<JsonObject>)(() =>
        {
            var obj = new JsonObject();
            foreach (var (key, make) in pairs)
                obj[key] = make();
            return obj;
        }));
    }
}
