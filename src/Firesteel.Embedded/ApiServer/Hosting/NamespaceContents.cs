using System.Text.Json.Nodes;
using Firesteel.Embedded.ApiServer.Operations;
using Firesteel.Embedded.ApiServer.Rules;

namespace Firesteel.Embedded.ApiServer.Hosting;

/// <summary>
/// The <c>default</c> service account and the authority's certificate: a pod can be created in a namespace at once,
/// without waiting for a controller.
/// </summary>
internal sealed class NamespaceContents(ApiServices services, string authorityPem) : INamespaceContents
{
    public void Fill(string @namespace)
    {
        if (!services.Options.ServiceAccounts)
            return;
        Put("serviceaccounts", "ServiceAccount", @namespace, "default", _ => { });
        Put("configmaps", "ConfigMap", @namespace, "kube-root-ca.crt", item => item["data"] = new JsonObject { ["ca.crt"] = authorityPem });
    }

    private void Put(string plural, string kind, string @namespace, string name, Action<JsonObject> fill)
    {
        if (services.Catalogue.Now.Find("", "v1", plural) is not { } served || services.Store.Find(served.Collection, new(@namespace, name)) is not null)
            return;
        var item = new JsonObject
        {
            ["apiVersion"] = "v1",
            ["kind"] = kind,
            ["metadata"] = new JsonObject
            {
                ["name"] = name,
                ["namespace"] = @namespace,
                ["uid"] = Guid.NewGuid().ToString(),
                ["creationTimestamp"] = ObjectMetadata.Timestamp(services.Time.GetUtcNow()),
            },
        };
        fill(item);
        services.Store.Commit(served.Collection, null, item, served.Stored);
    }
}
