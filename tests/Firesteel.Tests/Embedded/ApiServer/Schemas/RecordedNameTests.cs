using Firesteel.Embedded.ApiServer.Schemas;

namespace Firesteel.Tests.Embedded.ApiServer.Schemas;

public sealed class RecordedNameTests
{
    private static readonly Dictionary<string, Func<string, List<string>>> Rules = new(StringComparer.Ordinal)
    {
        ["dns1123-subdomain"] = Names.Dns1123Subdomain,
        ["dns1123-label"] = Names.Dns1123Label,
        ["dns1035-label"] = Names.Dns1035Label,
        ["qualified-name"] = Names.QualifiedName,
        ["label-value"] = Names.LabelValue,
        ["config-map-key"] = Names.ConfigMapKey,
        ["port-name"] = Names.PortName,
        ["relaxed-env-var-name"] = Names.EnvName,
    };

    [Fact]
    public void Names_are_judged_in_the_librarys_words() => RecordedCases.All(
        RecordedCases.Of("names.json").Where(item => Rules.ContainsKey(item.Text("area")) && item["input"]?.GetValueKind() == System.Text.Json.JsonValueKind.String), item =>
        {
            var messages = Rules[item.Text("area")](item.Text("input"));
            var expected = item["messages"]!.AsArray().Select(message => (string?)message).ToList();
            return messages.SequenceEqual(expected!) ? null : $"{string.Join(" | ", messages)}\n   not {string.Join(" | ", expected)}";
        });
}
