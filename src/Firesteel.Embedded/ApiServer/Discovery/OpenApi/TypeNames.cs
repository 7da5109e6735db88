using System.Text.Json.Nodes;

namespace Firesteel.Embedded.ApiServer.Discovery.OpenApi;

/// <summary>Go's types in the names of OpenAPI.</summary>
internal static class TypeNames
{
    /// <summary><c>core/v1.Pod</c> becomes <c>io.k8s.api.core.v1.Pod</c>.</summary>
    public static string OpenApi(string type)
    {
        var (package, name) = type.LastIndexOf('.') is > 0 and var dot ? (type[..dot], type[(dot + 1)..]) : ("", type);
        var prefix = package switch
        {
            "meta/v1" => "io.k8s.apimachinery.pkg.apis.meta.v1",
            "api/resource" => "io.k8s.apimachinery.pkg.api.resource",
            "util/intstr" => "io.k8s.apimachinery.pkg.util.intstr",
            "runtime" => "io.k8s.apimachinery.pkg.runtime",
            "apiextensions/v1" => "io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1",
            _ => "io.k8s.api." + package.Replace('/', '.'),
        };
        return $"{prefix}.{name}";
    }

    /// <summary>Null for a type that has a schema of its own.</summary>
    public static JsonObject? Scalar(string type) => type switch
    {
        "string" => new() { ["type"] = "string" },
        "bool" => new() { ["type"] = "boolean" },
        "int32" or "int64" => new() { ["type"] = "integer", ["format"] = type },
        "float64" => new() { ["type"] = "number", ["format"] = "double" },
        "bytes" => new() { ["type"] = "string", ["format"] = "byte" },
        "meta/v1.Duration" => new() { ["type"] = "string" },
        "any" => [],
        _ => null,
    };

    /// <summary>Structs of Go that are written as something else.</summary>
    public static JsonObject? Opaque(string type) => type switch
    {
        "meta/v1.Time" or "meta/v1.MicroTime" or "time.Time" => new() { ["type"] = "string", ["format"] = "date-time" },
        "api/resource.Quantity" => new() { ["oneOf"] = new JsonArray(new JsonObject { ["type"] = "string" }, new JsonObject { ["type"] = "number" }) },
        "util/intstr.IntOrString" => new() { ["format"] = "int-or-string", ["oneOf"] = new JsonArray(new JsonObject { ["type"] = "integer" }, new JsonObject { ["type"] = "string" }) },
        "meta/v1.FieldsV1" or "runtime.RawExtension" => new() { ["type"] = "object" },
        "apiextensions/v1.JSON" or "apiextensions/v1.JSONSchemaPropsOrArray" or "apiextensions/v1.JSONSchemaPropsOrBool" or "apiextensions/v1.JSONSchemaPropsOrStringArray" => [],
        _ => null,
    };
}
