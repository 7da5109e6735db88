using System.Net;
using System.Text.Json.Nodes;
using Firesteel.Embedded.Node.Services;
using Firesteel.Kube.Objects;

namespace Firesteel.Tests.Embedded.Node.Services;

public sealed class ServicePlanTests
{
    private static readonly IPAddress Own = IPAddress.Parse("127.99.0.1");

    [Fact]
    public void A_headless_name_stands_for_its_pods() =>
        Plan("""{"clusterIP":"None"}""", """[{"addresses":[{"ip":"127.64.0.5"},{"ip":"127.64.0.6","hostname":"db-0"}],"ports":[{"port":1}]}]""")
            .Addresses.Select(address => $"{address.Name} {address.Ip}").ShouldBe(["s 127.64.0.5", "s 127.64.0.6", "db-0.s 127.64.0.6"]);

    [Fact]
    public void The_only_pod_on_the_same_port_is_reached_directly()
    {
        var plan = Plan("""{"clusterIP":"10.96.0.7","ports":[{"port":80}]}""", """[{"addresses":[{"ip":"127.64.0.5"}],"ports":[{"port":80}]}]""");
        plan.Addresses.ShouldHaveSingleItem().Ip.ShouldBe("127.64.0.5");
        plan.Forwards.ShouldBeEmpty();
    }

    [Fact]
    public void Other_ports_and_several_pods_are_forwarded_to()
    {
        var plan = Plan("""{"clusterIP":"10.96.0.7","ports":[{"name":"a","port":80},{"name":"b","port":81}]}""",
            """[{"addresses":[{"ip":"127.64.0.5"},{"ip":"127.64.0.6"}],"ports":[{"name":"a","port":8080},{"name":"b","port":8081}]}]""");
        plan.Addresses.ShouldHaveSingleItem().Ip.ShouldBe(Own.ToString());
        plan.Forwards.Select(forward => $"{forward.Address} -> {string.Join(' ', forward.Targets)}")
            .ShouldBe(["127.99.0.1:80 -> 127.64.0.5:8080 127.64.0.6:8080", "127.99.0.1:81 -> 127.64.0.5:8081 127.64.0.6:8081"]);
    }

    [Fact]
    public void A_loopback_cluster_address_is_kept() =>
        Plan("""{"clusterIP":"127.96.0.9","ports":[{"port":80}]}""", """[{"addresses":[{"ip":"127.64.0.5"}],"ports":[{"port":8080}]}]""")
            .Forwards.ShouldHaveSingleItem().Address.ToString().ShouldBe("127.96.0.9:80");

    [Fact]
    public void Nobody_listens_for_a_service_without_pods()
    {
        var plan = Plan("""{"clusterIP":"127.96.0.9","ports":[{"port":80}]}""", "[]");
        plan.Forwards.ShouldBeEmpty();
        plan.Addresses.ShouldHaveSingleItem().Ip.ShouldBe("127.96.0.9");
    }

    [Fact]
    public void A_hosts_file_knows_the_pod_and_short_names_of_its_own_namespace()
    {
        var pod = KubeObject.Of(ResourceTypes.Pods, "jobs", "driver");
        pod.Json["spec"] = JsonNode.Parse("""{"hostAliases":[{"ip":"1.2.3.4","hostnames":["x","y"]}]}""");
        HostsText.Write(pod, "127.64.0.9", [new("jobs", "db", "127.64.0.5"), new("other", "db", "127.64.0.6")]).Split('\n')[3..].ShouldBe(
        [
            "127.64.0.9\tdriver", "1.2.3.4\tx\ty", "127.64.0.5\tdb.jobs.svc.cluster.local\tdb.jobs.svc\tdb.jobs\tdb", "127.64.0.6\tdb.other.svc.cluster.local\tdb.other.svc\tdb.other", "",
        ]);
    }

    private static ServicePlan Plan(string spec, string subsets)
    {
        var service = KubeObject.Of(ResourceTypes.Services, "default", "s");
        service.Json["spec"] = JsonNode.Parse(spec);
        var endpoints = KubeObject.Of(ResourceTypes.Endpoints, "default", "s");
        endpoints.Json["subsets"] = JsonNode.Parse(subsets);
        return ServicePlan.Of(service, endpoints, clusterIpTaken: false, () => Own);
    }
}
