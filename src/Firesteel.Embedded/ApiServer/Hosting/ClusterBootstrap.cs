using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Firesteel.Embedded.ApiServer.Authorization;
using Firesteel.Embedded.ApiServer.Rules;

namespace Firesteel.Embedded.ApiServer.Hosting;

/// <summary>What a fresh cluster has before anybody creates anything: default roles, namespaces, their default accounts, the API's own service.</summary>
internal static class ClusterBootstrap
{
    private static readonly string[] Namespaces = ["default", "kube-system", "kube-public", "kube-node-lease"];

    public static async Task RunAsync(EmbeddedApiServer server, CancellationToken stop)
    {
        using var client = server.CreateAdminClient();
        foreach (var role in DefaultRoles.Roles)
            await EnsureAsync(client, "/apis/rbac.authorization.k8s.io/v1/clusterroles", role, stop).ConfigureAwait(false);
        foreach (var binding in DefaultRoles.Bindings)
            await EnsureAsync(client, "/apis/rbac.authorization.k8s.io/v1/clusterrolebindings", binding, stop).ConfigureAwait(false);
        foreach (var name in Namespaces)
            await EnsureAsync(client, "/api/v1/namespaces", new() { ["apiVersion"] = "v1", ["kind"] = "Namespace", ["metadata"] = new JsonObject { ["name"] = name } }, stop).ConfigureAwait(false);
        await EnsureAsync(client, "/api/v1/namespaces/default/services", new()
        {
            ["apiVersion"] = "v1",
            ["kind"] = "Service",
            ["metadata"] = new JsonObject { ["name"] = "kubernetes", ["labels"] = new JsonObject { ["component"] = "apiserver", ["provider"] = "kubernetes" } },
            ["spec"] = new JsonObject
            {
                ["clusterIP"] = ServiceAddresses.ApiServer,
                ["ports"] = new JsonArray(new JsonObject { ["name"] = "https", ["port"] = ApiServicePort.Choose(server.Address.Port), ["protocol"] = "TCP", ["targetPort"] = server.Address.Port }),
            },
        }, stop).ConfigureAwait(false);
        await EnsureAsync(client, "/api/v1/namespaces/default/endpoints", new()
        {
            ["apiVersion"] = "v1",
            ["kind"] = "Endpoints",
            ["metadata"] = new JsonObject { ["name"] = "kubernetes" },
            ["subsets"] = new JsonArray(new JsonObject
            {
                ["addresses"] = new JsonArray(new JsonObject { ["ip"] = server.Address.Host }),
                ["ports"] = new JsonArray(new JsonObject { ["name"] = "https", ["port"] = server.Address.Port, ["protocol"] = "TCP" }),
            }),
        }, stop).ConfigureAwait(false);
    }

    private static async Task EnsureAsync(HttpClient client, string path, JsonObject item, CancellationToken stop)
    {
        using var response = await client.PostAsJsonAsync(path + "?fieldManager=firesteel", item, stop).ConfigureAwait(false);
        if (response.StatusCode != HttpStatusCode.Conflict)
            response.EnsureSuccessStatusCode();
    }
}
