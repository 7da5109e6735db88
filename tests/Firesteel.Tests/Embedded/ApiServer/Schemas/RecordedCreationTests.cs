using System.Text.Json.Nodes;
using Firesteel.Embedded.ApiServer.Schemas;
using Firesteel.Embedded.ApiServer.Wire;
using Firesteel.TestKit.Repository;

namespace Firesteel.Tests.Embedded.ApiServer.Schemas;

/// <summary>Creations out of recorded conversations: what the schema does to an object needs no server.</summary>
public sealed class RecordedCreationTests
{
    private static readonly Dictionary<string, TypeSchema> Definitions = Read("http-fixtures.json").ToDictionary(
        definition => $"{definition["spec"]!["group"]}/{definition["spec"]!["names"]!["plural"]}",
        definition => StructuralSchema.Root(definition["spec"]!["versions"]!.AsArray()
            .First(version => (bool)version!["storage"]!)!["schema"]!["openAPIV3Schema"]!.AsObject()));

    [Theory]
    [InlineData("crud")]
    [InlineData("patch")]
    [InlineData("list")]
    [InlineData("watch")]
    [InlineData("validation")]
    public void Created_objects_are_stored_or_refused_as_recorded(string file) => RecordedCases.All(Creations(file), step =>
    {
        var (schema, body, response) = ((TypeSchema)Definitions[step.Text("definition")], step["body"]!.DeepClone().AsObject(), step["response"]!);
        var (_, error) = TypedDecoding.ApplyToMetadata(body);
        if (error is not null)
            return (int)response["status"]! == 400 && ((string)response["body"]!["message"]!).EndsWith(error, StringComparison.Ordinal) ? null : error;
        Pruning.Apply(schema, body);
        Defaulting.Apply(schema, body);
        // The server sets the status aside before it checks the rest.
        if (step.Text("definition").EndsWith("widgets", StringComparison.Ordinal))
            body.Remove("status");
        var causes = SchemaValidation.Validate(schema, body).Causes.Select(cause => cause.Text).Distinct().Order(StringComparer.Ordinal).ToList();
        if ((int)response["status"]! == 201)
            return causes.Count > 0 ? string.Join("; ", causes) : RecordedCases.Differ(response["body"]!["spec"], body["spec"]);
        var expected = (response["body"]!["details"]!["causes"] as JsonArray ?? [])
            .Select(cause => $"{cause!["field"]}: {cause["message"]}").Where(IsOfTheSchema).Distinct().Order(StringComparer.Ordinal).ToList();
        return expected.SequenceEqual(causes) ? null : $"\n   expected {string.Join("; ", expected)}\n   actual   {string.Join("; ", causes)}";
    });

    private static IEnumerable<JsonObject> Creations(string file)
    {
        foreach (var scenario in Read($"http/{file}.json"))
        {
            var number = 0;
            foreach (var step in scenario["steps"]!.AsArray().Select(step => step!.AsObject()))
            {
                number++;
                if (step["request"] is not JsonObject request || request.Text("method") != "POST" || request["query"] is not null
                    || step["response"]?["body"] is null || (int?)step["response"]!["status"] is not (201 or 422))
                    continue;
                var path = request.Text("path").Split('/');
                var body = request["body"] ?? (request["headers"]?["Content-Type"] is null ? StrictJson.Read(request.Text("bodyText")).Root : null);
                var definition = path.Length > 3 ? $"{path[2]}/{path[^1]}" : "";
                if (body is JsonObject && body.ToJsonString().Contains("<repeat", StringComparison.Ordinal) is false && Definitions.ContainsKey(definition)
                    && (string?)step["response"]!["body"]!["kind"] is not "Table" and not "PartialObjectMetadata")
                    yield return new() { ["name"] = $"{scenario["name"]} step {number}", ["definition"] = definition, ["body"] = body.DeepClone(), ["response"] = step["response"]!.DeepClone() };
            }
        }
    }

    /// <summary>Metadata and the scale sub-resource have checks of their own.</summary>
    private static bool IsOfTheSchema(string cause) => !cause.StartsWith("metadata.", StringComparison.Ordinal) && !cause.StartsWith('.');

    private static IEnumerable<JsonObject> Read(string file) =>
        StrictJson.Read(File.ReadAllText(Path.Combine(Checkout.Cases, "kubernetes-api", file))).Root!.AsArray().Select(item => item!.AsObject());
}
