using System.Text.Json.Nodes;
using Firesteel.Embedded.ApiServer;
using Firesteel.Kube.Client;
using Firesteel.Kube.Objects;
using Microsoft.Extensions.Logging.Abstractions;

namespace Firesteel.IntegrationTests.ApiServer;

/// <summary>A definition that is being deleted while an object holds it.</summary>
public sealed class TerminatingKindTests
{
    private static readonly ResourceType Things = new("held.example.com", "v1", "things", "Thing");

    [Fact]
    public async Task A_kind_that_goes_loses_its_verbs_in_discovery_only()
    {
        await using var server = await EmbeddedApiServer.StartAsync(new ApiServerOptions(Tls: false), null, NullLoggerFactory.Instance, TimeProvider.System);
        using var http = server.CreateAdminClient();
        var client = new KubeClient(http, TimeProvider.System, NullLogger.Instance);
        var definition = new ObjectKey("", "things.held.example.com");
        await client.CreateAsync(ResourceTypes.CustomResourceDefinitions, new KubeObject((JsonObject)JsonNode.Parse("""
            {"apiVersion": "apiextensions.k8s.io/v1", "kind": "CustomResourceDefinition", "metadata": {"name": "things.held.example.com"},
             "spec": {"group": "held.example.com", "scope": "Namespaced", "names": {"plural": "things", "singular": "thing", "kind": "Thing"},
                      "versions": [{"name": "v1", "served": true, "storage": true, "schema": {"openAPIV3Schema": {"type": "object", "properties": {"x": {"type": "string"}}}}}]}}
            """)!));
        await UntilAsync(async () => await VerbsAsync(http) is "delete,deletecollection,get,list,patch,create,update,watch");
        var thing = KubeObject.Of(Things, "default", "a");
        thing.Metadata!["finalizers"] = new JsonArray("example.com/f");
        await client.CreateAsync(Things, thing);

        await client.DeleteAsync(ResourceTypes.CustomResourceDefinitions, definition);
        await UntilAsync(async () => await VerbsAsync(http) is "delete,deletecollection,get,list,watch");
        var changed = await client.PatchAsync(Things, thing.Key, new Patch(PatchType.Merge, new JsonObject { ["x"] = "changed" }));
        ((string?)changed.Json["x"]).ShouldBe("changed");

        await client.PatchAsync(Things, thing.Key, new Patch(PatchType.Merge, new JsonObject { ["metadata"] = new JsonObject { ["finalizers"] = null } }));
        await UntilAsync(async () => await client.FindAsync(ResourceTypes.CustomResourceDefinitions, definition) is null);
    }

    private static async Task<string?> VerbsAsync(HttpClient http)
    {
        using var answer = await http.GetAsync("apis/held.example.com/v1");
        if (!answer.IsSuccessStatusCode)
            return null;
        var kinds = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["resources"]!.AsArray();
        return kinds.Count == 0 ? null : string.Join(',', kinds[0]!["verbs"]!.AsArray());
    }

    private static async Task UntilAsync(Func<Task<bool>> holds)
    {
        using var late = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (!await holds())
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, late.Token);
    }
}
