using System.Text.Json.Nodes;
using Firesteel.Kube.Client;
using Firesteel.TestKit.Repository;

namespace Firesteel.Tests.Kube.Client;

/// <summary>What client-go makes of refusals, replayed.</summary>
public sealed class RecordedStatusTests
{
    private static readonly JsonArray Cases = (JsonArray)JsonNode.Parse(File.ReadAllText(Path.Combine(Checkout.Cases, "kubernetes", "status-errors.json")))!;

    public static TheoryData<string> Names => new(Cases.Select(recorded => Text(recorded!, "name")));

    [Theory, MemberData(nameof(Names))]
    public void A_refusal_means_what_it_means_to_client_go(string name)
    {
        var recorded = Cases.Single(candidate => Text(candidate!, "name") == name)!;
        var refusal = KubeStatus.Of((JsonObject)recorded["status"]!, 0);
        refusal.Reason.ShouldBe(Text(recorded, "reasonForError"));
        refusal.Code.ShouldBe(recorded["status"]!["code"]!.GetValue<int>());
        refusal.RetryAfter?.TotalSeconds.ShouldBe(recorded["suggestsClientDelaySeconds"]?.GetValue<double>() ?? -1);
        (refusal.RetryAfter is null).ShouldBe(recorded["suggestsClientDelaySeconds"] is null);
        if (Text(recorded, "area") != "GenericServerResponse")
            return;

        var asked = recorded["arguments"]!;
        var made = GenericStatus.Of(
            asked["code"]!.GetValue<int>(), Text(asked, "verb"), new(Text(asked, "group"), Text(asked, "resource"), Text(asked, "name")),
            Text(asked, "serverMessage"), asked["retryAfterSeconds"]!.GetValue<int>(), asked["isUnexpectedResponse"]!.GetValue<bool>());
        JsonNode.DeepEquals(made, recorded["status"]).ShouldBeTrue($"{made.ToJsonString()} is not {recorded["status"]!.ToJsonString()}");
    }

    [Theory]
    [InlineData("/api/v1/pods?limit=5", "", "pods", "")]
    [InlineData("/api/v1/namespaces/n/pods/p/log", "", "pods", "p")]
    [InlineData("/api/v1/namespaces/n", "", "namespaces", "n")]
    [InlineData("/apis/apps/v1/namespaces/n/deployments/d", "apps", "deployments", "d")]
    [InlineData("/version", "", "", "")]
    public void A_path_names_its_resource(string path, string group, string resource, string name) =>
        RequestTarget.Of(path).ShouldBe(new RequestTarget(group, resource, name));

    private static string Text(JsonNode node, string name) => node[name]?.GetValue<string>() ?? "";
}
