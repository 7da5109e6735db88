using System.Globalization;
using System.Text.Json.Nodes;
using Firesteel.Embedded.ApiServer.Kinds;

namespace Firesteel.Tests.Embedded.ApiServer.Kinds;

public sealed class CustomColumnsTests
{
    private static readonly DateTimeOffset Now = DateTimeOffset.Parse("2026-01-01T00:10:00Z", CultureInfo.InvariantCulture);

    [Theory]
    [InlineData(".spec.size", "string", "\"5\"")]
    [InlineData(".spec.size", "integer", "5")]
    [InlineData(".spec.ratio", "number", "1.5")]
    [InlineData(".spec.ratio", "integer", "1")]
    [InlineData(".spec.on", "boolean", "true")]
    [InlineData(".spec.on", "string", "\"true\"")]
    [InlineData(".spec.missing", "string", "null")]
    [InlineData(".spec.size", "boolean", "null")]
    [InlineData(".spec.when", "date", "\"10m\"")]
    [InlineData(".spec.name", "date", "\"<invalid>\"")]
    [InlineData(".spec.ports[*].name", "string", "\"web\"")]
    [InlineData(".spec.ports[1].name", "string", "\"admin\"")]
    [InlineData(".spec.ports[-1].name", "string", "\"admin\"")]
    [InlineData(".status.conditions[?(@.type==\"Ready\")].status", "string", "\"True\"")]
    [InlineData(".status.conditions[?(@.type=='Gone')].status", "string", "null")]
    [InlineData(".metadata.labels['app\\.kubernetes\\.io/name']", "string", "\"x\"")]
    [InlineData(".metadata.labels.app\\.kubernetes\\.io/name", "string", "\"x\"")]
    [InlineData(".spec.tags", "string", "\"[\\u0022a\\u0022]\"")]
    public void A_cell_is_the_first_result_in_the_columns_type(string path, string type, string cell)
    {
        var obj = JsonNode.Parse("""
            {"metadata":{"labels":{"app.kubernetes.io/name":"x"}},
             "spec":{"size":5,"ratio":1.5,"on":true,"when":"2026-01-01T00:00:00Z","name":"n","tags":["a"],"ports":[{"name":"web"},{"name":"admin"}]},
             "status":{"conditions":[{"type":"Other","status":"False"},{"type":"Ready","status":"True"}]}}
            """)!.AsObject();
        var columns = CustomColumns.Parse([new JsonObject { ["name"] = "C", ["type"] = type, ["jsonPath"] = path }]);
        columns.Length.ShouldBe(2);
        JsonNode.DeepEquals(columns[1].Cell(obj, Now), JsonNode.Parse(cell)).ShouldBeTrue(columns[1].Cell(obj, Now)?.ToJsonString());
        columns[1].Description.ShouldBe($"Custom resource definition column (in JSONPath format): {path}");
    }

    [Fact]
    public void A_version_without_columns_shows_name_and_age() =>
        CustomColumns.Parse(null).Select(column => column.Name).ShouldBe(["Name", "Age"]);
}
