using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Firesteel.Embedded.ApiServer;
using Microsoft.Extensions.Logging.Abstractions;

namespace Firesteel.IntegrationTests.ApiServer;

/// <summary>A service account may do what its roles say, and is told so in Kubernetes' words.</summary>
public sealed class AuthorizationTests : IAsyncLifetime
{
    private const string Rbac = "apis/rbac.authorization.k8s.io/v1";
    private const string Spark = "system:serviceaccount:default:spark";
    private EmbeddedApiServer _server = null!;
    private HttpClient _admin = null!;
    private HttpClient _spark = null!;

    public async Task InitializeAsync()
    {
        _server = await EmbeddedApiServer.StartAsync(new ApiServerOptions(Tls: false), null, NullLoggerFactory.Instance, TimeProvider.System);
        _admin = _server.CreateAdminClient();
        await CreateAsync("api/v1/namespaces/default/serviceaccounts", """{"metadata":{"name":"spark"}}""");
        var token = await CreateAsync("api/v1/namespaces/default/serviceaccounts/spark/token", """{"spec":{}}""");
        _spark = new() { BaseAddress = _server.Address };
        _spark.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", (string?)token["status"]!["token"]);
    }

    public async Task DisposeAsync()
    {
        _spark.Dispose();
        _admin.Dispose();
        await _server.DisposeAsync();
    }

    [Theory]
    [InlineData("GET", "api/v1/namespaces/default/pods", "pods is forbidden: User \"system:serviceaccount:default:spark\" cannot list resource \"pods\" in API group \"\" in the namespace \"default\"")]
    [InlineData("GET", "api/v1/namespaces/default/pods?watch=1", "pods is forbidden: User \"system:serviceaccount:default:spark\" cannot watch resource \"pods\" in API group \"\" in the namespace \"default\"")]
    [InlineData("GET", "api/v1/namespaces/default/pods/a/log", "pods \"a\" is forbidden: User \"system:serviceaccount:default:spark\" cannot get resource \"pods/log\" in API group \"\" in the namespace \"default\"")]
    [InlineData("DELETE", "apis/apps/v1/namespaces/default/deployments", "deployments.apps is forbidden: User \"system:serviceaccount:default:spark\" cannot deletecollection resource \"deployments\" in API group \"apps\" in the namespace \"default\"")]
    [InlineData("GET", "api/v1/nodes/n", "nodes \"n\" is forbidden: User \"system:serviceaccount:default:spark\" cannot get resource \"nodes\" in API group \"\" at the cluster scope")]
    [InlineData("GET", "api/v1/namespaces/default", "namespaces \"default\" is forbidden: User \"system:serviceaccount:default:spark\" cannot get resource \"namespaces\" in API group \"\" in the namespace \"default\"")]
    [InlineData("GET", "metrics", "forbidden: User \"system:serviceaccount:default:spark\" cannot get path \"/metrics\"")]
    [InlineData("GET", "apis/nosuch.example.com/v1/things", "things.nosuch.example.com is forbidden: User \"system:serviceaccount:default:spark\" cannot list resource \"things\" in API group \"nosuch.example.com\" at the cluster scope")]
    public async Task Without_a_role_it_may_nothing(string method, string path, string message)
    {
        using var answer = await _spark.SendAsync(new(new HttpMethod(method), path));
        ((int)answer.StatusCode).ShouldBe(403);
        var status = await JsonAsync(answer);
        ((string?)status["message"]).ShouldBe(message);
        ((string?)status["reason"]).ShouldBe("Forbidden");
    }

    [Theory]
    [InlineData("api")]
    [InlineData("apis/apps/v1")]
    [InlineData("openapi/v3")]
    [InlineData("version")]
    [InlineData("healthz")]
    public async Task Everybody_may_discover(string path) => (await CodeAsync(_spark, HttpMethod.Get, path)).ShouldBe(200);

    [Fact]
    public async Task A_role_holds_in_its_namespace_as_long_as_it_is_bound()
    {
        await BindAsync("Role", "reader", """[{"apiGroups":[""],"resources":["configmaps"],"verbs":["get","list"]}]""");
        (await CodeAsync(_spark, HttpMethod.Get, "api/v1/namespaces/default/configmaps")).ShouldBe(200);
        (await CodeAsync(_spark, HttpMethod.Get, "api/v1/namespaces/kube-system/configmaps")).ShouldBe(403);
        (await CodeAsync(_spark, HttpMethod.Get, "api/v1/configmaps")).ShouldBe(403);
        (await CodeAsync(_spark, HttpMethod.Delete, "api/v1/namespaces/default/configmaps/a")).ShouldBe(403);
        (await CodeAsync(_admin, HttpMethod.Delete, $"{Rbac}/namespaces/default/rolebindings/reader")).ShouldBe(200);
        (await CodeAsync(_spark, HttpMethod.Get, "api/v1/namespaces/default/configmaps")).ShouldBe(403);
    }

    [Fact]
    public async Task Names_limit_a_rule_and_lists_by_name_are_of_one_object()
    {
        await BindAsync("Role", "one", """[{"apiGroups":[""],"resources":["secrets"],"resourceNames":["mine"],"verbs":["get","list","watch"]}]""");
        (await CodeAsync(_spark, HttpMethod.Get, "api/v1/namespaces/default/secrets/mine")).ShouldBe(404);
        (await CodeAsync(_spark, HttpMethod.Get, "api/v1/namespaces/default/secrets/yours")).ShouldBe(403);
        (await CodeAsync(_spark, HttpMethod.Get, "api/v1/namespaces/default/secrets")).ShouldBe(403);
        (await CodeAsync(_spark, HttpMethod.Get, "api/v1/namespaces/default/secrets?fieldSelector=metadata.name%3Dmine")).ShouldBe(200);
        (await CodeAsync(_spark, HttpMethod.Get, "api/v1/namespaces/default/secrets?fieldSelector=metadata.name!%3Dmine")).ShouldBe(403);
    }

    [Fact]
    public async Task A_missing_role_is_named()
    {
        await CreateAsync($"{Rbac}/namespaces/default/rolebindings", Binding("lost", "ClusterRole", "nosuch"));
        using var answer = await _spark.GetAsync("api/v1/namespaces/default/pods");
        ((string?)(await JsonAsync(answer))["message"]).ShouldEndWith("in the namespace \"default\": RBAC: clusterrole.rbac.authorization.k8s.io \"nosuch\" not found");
    }

    [Fact]
    public async Task An_apply_that_creates_needs_the_right_to_create()
    {
        const string Path = "api/v1/namespaces/default/configmaps/made?fieldManager=test";
        await BindAsync("Role", "patcher", """[{"apiGroups":[""],"resources":["configmaps"],"verbs":["patch"]}]""");
        using var refused = await ApplyAsync(Path);
        ((string?)(await JsonAsync(refused))["message"]).ShouldBe("configmaps \"made\" is forbidden: User \"system:serviceaccount:default:spark\" cannot create resource \"configmaps\" in API group \"\" in the namespace \"default\"");
        await BindAsync("Role", "creator", """[{"apiGroups":[""],"resources":["configmaps"],"verbs":["create"]}]""");
        using var created = await ApplyAsync(Path);
        ((int)created.StatusCode).ShouldBe(201);
    }

    [Fact]
    public async Task Reviews_answer_by_roles()
    {
        await BindAsync("ClusterRole", "logs", """[{"apiGroups":[""],"resources":["pods/log"],"verbs":["get"]}]""");
        const string Log = """{"spec":{"resourceAttributes":{"namespace":"default","verb":"get","resource":"pods","subresource":"log"}}}""";
        var allowed = await CreateAsync("apis/authorization.k8s.io/v1/selfsubjectaccessreviews", Log, _spark);
        allowed["status"]!.ToJsonString().ShouldBe("""{"allowed":true,"reason":"RBAC: allowed by RoleBinding \u0022logs/default\u0022 of ClusterRole \u0022logs\u0022 to ServiceAccount \u0022spark/default\u0022"}""");
        var refused = await CreateAsync("apis/authorization.k8s.io/v1/selfsubjectaccessreviews", Log.Replace("\"get\"", "\"list\"", StringComparison.Ordinal), _spark);
        refused["status"]!.ToJsonString().ShouldBe("""{"allowed":false}""");
        var other = await CreateAsync("apis/authorization.k8s.io/v1/subjectaccessreviews",
            Log.Replace("{\"spec\":{", $"{{\"spec\":{{\"user\":\"{Spark}\",", StringComparison.Ordinal));
        ((bool?)other["status"]!["allowed"]).ShouldBe(true);
        var rules = await CreateAsync("apis/authorization.k8s.io/v1/selfsubjectrulesreviews", """{"spec":{"namespace":"default"}}""", _spark);
        rules["status"]!["resourceRules"]!.AsArray().Select(rule => rule!.ToJsonString()).ShouldContain("""{"verbs":["get"],"apiGroups":[""],"resources":["pods/log"]}""");
        rules["status"]!["nonResourceRules"]!.ToJsonString().ShouldContain("/openapi");
    }

    [Fact]
    public async Task Who_may_do_everything_may_act_as_others()
    {
        using var asSpark = new HttpRequestMessage(HttpMethod.Get, "api/v1/namespaces/default/pods");
        asSpark.Headers.Add("Impersonate-User", Spark);
        using var refused = await _admin.SendAsync(asSpark);
        ((string?)(await JsonAsync(refused))["message"]).ShouldStartWith($"pods is forbidden: User \"{Spark}\" cannot list");
        using var asMaster = new HttpRequestMessage(HttpMethod.Get, "api/v1/namespaces/default/pods");
        asMaster.Headers.Add("Impersonate-User", "jane");
        asMaster.Headers.Add("Impersonate-Group", "system:masters");
        using var forbidden = await _spark.SendAsync(asMaster);
        ((string?)(await JsonAsync(forbidden))["message"]).ShouldBe($"users \"jane\" is forbidden: User \"{Spark}\" cannot impersonate resource \"users\" in API group \"\" at the cluster scope");
    }

    private async Task BindAsync(string kind, string name, string rules)
    {
        var path = kind == "Role" ? $"{Rbac}/namespaces/default/roles" : $"{Rbac}/clusterroles";
        await CreateAsync(path, $$"""{"metadata":{"name":"{{name}}"},"rules":{{rules}}}""");
        await CreateAsync($"{Rbac}/namespaces/default/rolebindings", Binding(name, kind, name));
    }

    private static string Binding(string name, string kind, string role) =>
        $$"""{"metadata":{"name":"{{name}}"},"roleRef":{"apiGroup":"rbac.authorization.k8s.io","kind":"{{kind}}","name":"{{role}}"},"subjects":[{"kind":"ServiceAccount","name":"spark","namespace":"default"}]}""";

    private async Task<JsonObject> CreateAsync(string path, string body, HttpClient? by = null)
    {
        using var answer = await (by ?? _admin).PostAsJsonAsync(path, JsonNode.Parse(body));
        answer.IsSuccessStatusCode.ShouldBeTrue(await answer.Content.ReadAsStringAsync());
        return await JsonAsync(answer);
    }

    private async Task<HttpResponseMessage> ApplyAsync(string path) => await _spark.SendAsync(new(HttpMethod.Patch, path)
    {
        Content = new StringContent("""{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"made"},"data":{"a":"b"}}""", new MediaTypeHeaderValue("application/apply-patch+yaml")),
    });

    private static async Task<int> CodeAsync(HttpClient client, HttpMethod method, string path)
    {
        using var answer = await client.SendAsync(new(method, path));
        return (int)answer.StatusCode;
    }

    private static async Task<JsonObject> JsonAsync(HttpResponseMessage answer) => (JsonObject)JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
}
