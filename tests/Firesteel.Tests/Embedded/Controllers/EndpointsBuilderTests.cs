using System.Text.Json.Nodes;
using Firesteel.Embedded.Controllers.Endpoints;
using Firesteel.Kube.Objects;

namespace Firesteel.Tests.Embedded.Controllers;

public sealed class EndpointsBuilderTests
{
    [Fact]
    public void Ready_pods_answer_others_are_named_apart_and_ended_ones_left_out()
    {
        var subset = EndpointsBuilder.Endpoints(Service("""{"selector":{"app":"x"},"ports":[{"name":"http","port":80,"targetPort":"web"}]}"""),
            [Pod("b", "127.64.0.2", ready: true), Pod("a", "127.64.0.1", ready: true), Pod("c", "127.64.0.3", ready: false), Pod("d", "127.64.0.4", ready: true, phase: "Succeeded"), Pod("e", "", ready: false)])
            .Json["subsets"]!.AsArray().ShouldHaveSingleItem()!;
        subset["addresses"]!.AsArray().Select(address => address!["ip"]!.GetValue<string>()).ShouldBe(["127.64.0.1", "127.64.0.2"]);
        subset["notReadyAddresses"]!.AsArray().Select(address => address!["ip"]!.GetValue<string>()).ShouldBe(["127.64.0.3"]);
        subset["ports"]!.ToJsonString().ShouldBe("""[{"name":"http","port":8080,"protocol":"TCP"}]""");
    }

    [Fact]
    public void A_service_may_publish_pods_that_are_not_ready() =>
        EndpointsBuilder.Endpoints(Service("""{"selector":{"app":"x"},"clusterIP":"None","publishNotReadyAddresses":true,"ports":[{"port":80}]}"""), [Pod("a", "127.64.0.1", ready: false)])
            .Json["subsets"]![0]!["addresses"]!.AsArray().Count.ShouldBe(1);

    [Fact]
    public void No_selector_selects_nothing() => EndpointsBuilder.Selects(Service("{}"), Pod("a", "127.64.0.1", ready: true)).ShouldBeFalse();

    private static KubeObject Service(string spec)
    {
        var service = KubeObject.Of(ResourceTypes.Services, "default", "s");
        service.Json["spec"] = JsonNode.Parse(spec);
        return service;
    }

    private static KubeObject Pod(string name, string ip, bool ready, string phase = "Running")
    {
        var pod = KubeObject.Of(ResourceTypes.Pods, "default", name);
        pod.Metadata!["labels"] = new JsonObject { ["app"] = "x" };
        pod.Json["spec"] = JsonNode.Parse("""{"nodeName":"n","containers":[{"name":"m","ports":[{"name":"web","containerPort":8080}]}]}""");
        pod.Json["status"] = new JsonObject { ["phase"] = phase, ["podIP"] = ip, ["conditions"] = new JsonArray(new JsonObject { ["type"] = "Ready", ["status"] = ready ? "True" : "False" }) };
        return pod;
    }
}
