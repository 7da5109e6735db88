using System.Text.Json.Nodes;
using Firesteel.Embedded.Controllers.Roles;
using Firesteel.Kube.Objects;

namespace Firesteel.Tests.Embedded.Controllers;

public sealed class RoleAggregationTests
{
    [Fact]
    public void A_role_holds_the_rules_of_those_it_selects_each_once()
    {
        var view = Role("view", """{"to":"edit"}""", "[]");
        view.Json["aggregationRule"] = JsonNode.Parse("""{"clusterRoleSelectors":[{"matchLabels":{"to":"view"}},{"matchExpressions":[{"key":"to","operator":"In","values":["see"]}]}]}""");
        var rules = RoleAggregationController.Rules(view,
        [
            Role("z", """{"to":"view"}""", """[{"verbs":["get"]},{"verbs":["list"]}]"""),
            Role("a", """{"to":"see"}""", """[{"verbs":["list"]}]"""),
            Role("other", """{"to":"edit"}""", """[{"verbs":["delete"]}]"""),
            view,
        ]);
        rules.ToJsonString().ShouldBe("""[{"verbs":["list"]},{"verbs":["get"]}]""");
    }

    private static KubeObject Role(string name, string labels, string rules) =>
        new(new JsonObject { ["metadata"] = new JsonObject { ["name"] = name, ["labels"] = JsonNode.Parse(labels) }, ["rules"] = JsonNode.Parse(rules) });
}
