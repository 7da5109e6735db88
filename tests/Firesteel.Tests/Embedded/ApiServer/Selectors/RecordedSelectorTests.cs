using System.Text.Json.Nodes;
using Firesteel.Embedded.ApiServer.Selectors;

namespace Firesteel.Tests.Embedded.ApiServer.Selectors;

public sealed class RecordedSelectorTests
{
    private static readonly IReadOnlyList<JsonObject> Cases = RecordedCases.Of("selectors.json");

    [Fact]
    public void Label_selectors_parse_and_match_as_the_library_does() => RecordedCases.All(Of("label-selector-string"), item => Judge(item, () =>
    {
        var selector = LabelSelector.Parse(item.Text("selector"));
        return (selector.IsEverything, labels => selector.Matches(labels));
    }));

    [Fact]
    public void Field_selectors_parse_and_match_as_the_library_does() => RecordedCases.All(Of("field-selector"), item => Judge(item, () =>
    {
        var selector = FieldSelector.Parse(item.Text("selector"));
        return (selector.IsEverything, fields => selector.Matches(name => fields.GetValueOrDefault(name, "")));
    }));

    [Fact]
    public void Selector_objects_are_printed_as_the_library_does() => RecordedCases.All(Of("label-selector-object").Where(item => item["error"] is null), item =>
        item.Text("formatted") is var expected && LabelSelector.TextOf(item["labelSelector"] as JsonObject) is var actual && (actual.Length > 0 ? actual : "<none>") == expected ? null : $"{actual}, not {expected}");

    private static IEnumerable<JsonObject> Of(string area) => Cases.Where(item => item.Text("area") == area);

    private static string? Judge(JsonObject item, Func<(bool Everything, Func<IReadOnlyDictionary<string, string>, bool> Matches)> parse)
    {
        try
        {
            var (everything, matches) = parse();
            if (item["error"] is { } expected)
                return $"taken, but the library says: {expected}";
            if (everything != (bool)item["empty"]!)
                return $"everything: {everything}";
            foreach (var against in item["against"]!.AsArray())
            {
                var values = (against!["labels"] ?? against["fields"])!.AsObject().ToDictionary(pair => pair.Key, pair => (string)pair.Value!);
                if (matches(values) != (bool)against["matches"]!)
                    return $"{against.ToJsonString()}";
            }

            return null;
        }
        catch (SelectorException e)
        {
            return item.Text("error") == e.Message ? null : $"{e.Message}\n   the library says: {item["error"]}";
        }
    }
}
