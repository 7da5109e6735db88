using System.Text.Json.Nodes;
using Firesteel.Embedded.ApiServer.Catalog;

namespace Firesteel.Embedded.ApiServer.Discovery.OpenApi;

/// <summary>All versions in one OpenAPI v2 document.</summary>
internal static class SwaggerDocument
{
    public static JsonObject Build(CatalogueSnapshot catalogue)
    {
        var schemas = new SchemaComponents("#/definitions/");
        foreach (var kind in catalogue.All)
            schemas.Add(kind);
        return new()
        {
            ["swagger"] = "2.0",
            ["info"] = new JsonObject { ["title"] = "Kubernetes", ["version"] = "v1.34.0" },
            ["paths"] = ApiPaths.Build(catalogue.All),
            ["definitions"] = schemas.ToJson(),
        };
    }
}
