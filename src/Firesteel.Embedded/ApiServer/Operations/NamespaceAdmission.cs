using System.Text.Json.Nodes;
using Firesteel.Embedded.ApiServer.Responses;

namespace Firesteel.Embedded.ApiServer.Operations;

/// <summary>Nothing is created in a namespace that is not there, or about to go.</summary>
internal static class NamespaceAdmission
{
    public static void Check(ApiRequest request, JsonObject item)
    {
        if (!request.Kind.Info.Namespaced || !request.Services.Options.NamespacesMustExist)
            return;
        var name = request.Path.Namespace;
        var found = request.Services.Find("", "namespaces", new("", name)) ?? throw Statuses.NotFound("", "namespaces", name);
        if (!found.IsBeingDeleted)
            return;
        var refused = Statuses.Forbidden(request.Kind.Info.Group, request.Kind.Info.Plural, item.Metadata().Text("name"),
            $"unable to create new content in namespace {name} because it is being terminated");
        refused.Status["details"]!["causes"] = new JsonArray(new JsonObject
        {
            ["reason"] = "NamespaceTerminating",
            ["message"] = $"namespace {name} is being terminated",
            ["field"] = "metadata.namespace",
        });
        throw refused;
    }
}
