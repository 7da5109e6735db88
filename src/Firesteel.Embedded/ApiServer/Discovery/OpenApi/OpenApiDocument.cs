using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using Firesteel.Embedded.ApiServer.Catalog;
using Firesteel.Embedded.ApiServer.Front;

namespace Firesteel.Embedded.ApiServer.Discovery.OpenApi;

/// <summary>The OpenAPI v3 document of one group version, as bytes.</summary>
internal sealed record OpenApiDocument(ReadOnlyMemory<byte> Json, string Hash)
{
    public static OpenApiDocument Build(IReadOnlyList<ServedKind> kinds)
    {
        var schemas = new SchemaComponents("#/components/schemas/");
        foreach (var kind in kinds)
            schemas.Add(kind);
        var document = new JsonObject
        {
            ["openapi"] = "3.0.0",
            ["info"] = new JsonObject { ["title"] = "Kubernetes", ["version"] = "v1.34.0" },
            ["paths"] = ApiPaths.Build(kinds),
            ["components"] = new JsonObject { ["schemas"] = schemas.ToJson() },
        };
        var json = JsonSerializer.SerializeToUtf8Bytes(document, ResourceFront.Plain);
        return new(json, Convert.ToHexString(SHA512.HashData(json)));
    }
}
