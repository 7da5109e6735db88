using System.Text.Json.Nodes;
using Firesteel.Embedded.ApiServer.Authentication;
using Firesteel.Embedded.ApiServer.Authorization;

namespace Firesteel.Tests.Embedded.ApiServer.Authorization;

public sealed class AccessRuleTests
{
    private const string Pods = """{"apiGroups":[""],"resources":["pods","pods/log"],"verbs":["get","list"]}""";
    private const string One = """{"apiGroups":[""],"resources":["configmaps"],"resourceNames":["mine"],"verbs":["*"]}""";
    private const string Scales = """{"apiGroups":["*"],"resources":["*/scale"],"verbs":["update"]}""";
    private const string Everything = """{"apiGroups":["*"],"resources":["*"],"verbs":["*"]}""";
    private const string Paths = """{"nonResourceURLs":["/api","/apis/*"],"verbs":["get"]}""";

    [Theory]
    [InlineData(Pods, "get", "", "pods", "", "a", true)]
    [InlineData(Pods, "get", "", "pods", "log", "a", true)]
    [InlineData(Pods, "get", "", "pods", "exec", "a", false)]
    [InlineData(Pods, "delete", "", "pods", "", "a", false)]
    [InlineData(Pods, "get", "metrics.k8s.io", "pods", "", "a", false)]
    [InlineData(One, "patch", "", "configmaps", "", "mine", true)]
    [InlineData(One, "patch", "", "configmaps", "", "yours", false)]
    [InlineData(One, "list", "", "configmaps", "", "", false)]
    [InlineData(Scales, "update", "apps", "deployments", "scale", "a", true)]
    [InlineData(Scales, "update", "apps", "deployments", "", "a", false)]
    [InlineData("""{"apiGroups":[""],"resources":["pods/*"],"verbs":["*"]}""", "get", "", "pods", "log", "a", false)]
    [InlineData(Everything, "create", "apps", "deployments", "scale", "a", true)]
    [InlineData(Paths, "get", "", "pods", "", "a", false)]
    public void A_rule_covers_what_it_names(string rule, string verb, string group, string resource, string subresource, string name, bool allowed) =>
        Allows(rule, new(UserInfo.Anonymous, verb, group, resource, subresource, "jobs", name)).ShouldBe(allowed);

    [Theory]
    [InlineData(Paths, "get", "/api", true)]
    [InlineData(Paths, "get", "/api/v1", false)]
    [InlineData(Paths, "get", "/apis/batch/v1", true)]
    [InlineData(Paths, "post", "/api", false)]
    [InlineData(Everything, "get", "/api", false)]
    [InlineData("""{"nonResourceURLs":["*"],"verbs":["*"]}""", "get", "/metrics", true)]
    public void Paths_that_are_no_resource_have_rules_of_their_own(string rule, string verb, string path, bool allowed) =>
        Allows(rule, new(UserInfo.Anonymous, verb, Path: path)).ShouldBe(allowed);

    [Fact]
    public void A_subject_without_a_namespace_is_of_the_bindings_own()
    {
        var spark = UserInfo.ServiceAccount("jobs", "spark", "");
        Binding("""{"name":"b","namespace":"jobs"}""", """{"kind":"ServiceAccount","name":"spark"}""").SubjectOf(spark).ShouldBe("ServiceAccount \"spark/jobs\"");
        Binding("""{"name":"b","namespace":"other"}""", """{"kind":"ServiceAccount","name":"spark"}""").SubjectOf(spark).ShouldBeNull();
        Binding("""{"name":"b"}""", """{"kind":"ServiceAccount","name":"spark"}""").SubjectOf(spark).ShouldBeNull();
        Binding("""{"name":"b"}""", """{"kind":"Group","name":"system:serviceaccounts:jobs"}""").SubjectOf(spark).ShouldBe("Group \"system:serviceaccounts:jobs\"");
        Binding("""{"name":"b"}""", """{"kind":"User","name":"spark"}""").SubjectOf(spark).ShouldBeNull();
    }

    private static bool Allows(string rule, AccessRequest request) => AccessRule.Of(new JsonObject { ["rules"] = new JsonArray(JsonNode.Parse(rule)) }).Single().Allows(request);

    private static AccessBinding Binding(string metadata, string subject) =>
        AccessBinding.Of(new JsonObject { ["metadata"] = JsonNode.Parse(metadata), ["roleRef"] = new JsonObject { ["kind"] = "ClusterRole", ["name"] = "r" }, ["subjects"] = new JsonArray(JsonNode.Parse(subject)) });
}
