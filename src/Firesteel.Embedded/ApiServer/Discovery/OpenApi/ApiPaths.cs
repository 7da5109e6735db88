using System.Text.Json.Nodes;
using Firesteel.Embedded.ApiServer.Catalog;
using Firesteel.Embedded.ApiServer.Requests;

namespace Firesteel.Embedded.ApiServer.Discovery.OpenApi;

/// <summary>The paths of an OpenAPI document: enough for clients to find a kind by its resource, and the parameters of its verbs.</summary>
internal static class ApiPaths
{
    private static readonly string[] WriteParameters = ["dryRun", "fieldManager", "fieldValidation"];

    public static JsonObject Build(IEnumerable<ServedKind> kinds)
    {
        var paths = new JsonObject();
        foreach (var kind in kinds)
        {
            var info = kind.Info;
            var root = info.Group.Length == 0 ? $"/api/{info.Version}" : $"/apis/{info.Group}/{info.Version}";
            var collection = info.Namespaced ? $"{root}/namespaces/{{namespace}}/{info.Plural}" : $"{root}/{info.Plural}";
            paths[collection] = Path(kind, (Verb.List, "get"), (Verb.Create, "post"), (Verb.DeleteCollection, "delete"));
            paths[$"{collection}/{{name}}"] = Path(kind, (Verb.Get, "get"), (Verb.Update, "put"), (Verb.Patch, "patch"), (Verb.Delete, "delete"));
            if (info.Namespaced)
                paths[$"{root}/{info.Plural}"] = Path(kind, (Verb.List, "get"));
            if (info.Has("status"))
                paths[$"{collection}/{{name}}/status"] = Path(kind, (Verb.Get, "get"), (Verb.Update, "put"), (Verb.Patch, "patch"));
            if (info.Scale is not null)
                paths[$"{collection}/{{name}}/scale"] = Path(kind, (Verb.Get, "get"), (Verb.Update, "put"), (Verb.Patch, "patch"));
        }

        return paths;
    }

    private static JsonObject Path(ServedKind kind, params (string Verb, string Method)[] operations)
    {
        var path = new JsonObject();
        foreach (var (verb, method) in operations.Where(operation => kind.Verbs.Contains(operation.Verb)))
        {
            var operation = new JsonObject
            {
                ["x-kubernetes-action"] = verb == Verb.Create ? "post" : verb == Verb.Update ? "put" : verb,
                ["x-kubernetes-group-version-kind"] = SchemaComponents.GroupVersionKind(kind.Info),
                ["responses"] = new JsonObject { ["200"] = new JsonObject { ["description"] = "OK" } },
            };
            if (verb is Verb.Create or Verb.Update or Verb.Patch)
            {
                operation["parameters"] = new JsonArray([.. WriteParameters.Select(name => (JsonNode)new JsonObject
                {
                    ["name"] = name,
                    ["in"] = "query",
                    ["schema"] = new JsonObject { ["type"] = "string", ["uniqueItems"] = true },
                })]);
            }

            path[method] = operation;
        }

        return path;
    }
}
