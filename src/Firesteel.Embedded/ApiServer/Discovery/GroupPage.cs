using System.Text.Json.Nodes;
using Firesteel.Embedded.ApiServer.Front;
using Firesteel.Embedded.ApiServer.Operations;
using Microsoft.AspNetCore.Http;

namespace Firesteel.Embedded.ApiServer.Discovery;

/// <summary><c>/apis/GROUP</c>: the versions of a group. Every method is answered like GET, as a real server does.</summary>
internal sealed class GroupPage(ApiServices services) : IServerPage
{
    public async ValueTask<bool> TryWriteAsync(HttpContext http, string path)
    {
        if (path.TrimEnd('/').Split('/') is not ["", "apis", { Length: > 0 } name])
            return false;
        if (GroupListPage.Groups(services).FirstOrDefault(group => group.Name == name) is not { } found)
            return false;
        if (services.Catalogue.Now.All.Where(kind => kind.Info.Group == name).All(kind => !kind.IsCustom))
            Representations.CheckPage(http.Request, jsonOnly: false);
        var body = new JsonObject { ["kind"] = "APIGroup", ["apiVersion"] = "v1" };
        foreach (var (member, value) in GroupListPage.Group(found).ToList())
            body[member] = value?.DeepClone();
        return await PageWriter.WriteAsync(http, body).ConfigureAwait(false);
    }
}
