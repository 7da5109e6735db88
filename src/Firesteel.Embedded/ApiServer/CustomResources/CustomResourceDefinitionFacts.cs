using System.Text.Json.Nodes;
using Firesteel.Embedded.ApiServer.Operations;
using Firesteel.Embedded.ApiServer.Storage;

namespace Firesteel.Embedded.ApiServer.CustomResources;

/// <summary>Names that definitions are known by.</summary>
internal static class CustomResourceDefinitionFacts
{
    public const string Group = "apiextensions.k8s.io";
    public const string Plural = "customresourcedefinitions";

    /// <summary>Holds a definition until its objects are gone.</summary>
    public const string Finalizer = "customresourcecleanup.apiextensions.k8s.io";

    public static JsonObject Spec(JsonObject definition) => definition["spec"] as JsonObject ?? [];

    public static JsonObject Names(JsonObject definition) => Spec(definition)["names"] as JsonObject ?? [];

    public static IEnumerable<JsonObject> Versions(JsonObject definition) => (Spec(definition)["versions"] as JsonArray ?? []).OfType<JsonObject>();

    public static bool Flag(JsonObject version, string name) => version[name] is JsonValue value && value.TryGetValue(out bool flag) && flag;

    public static Collection Collection(RevisionStore store, JsonObject definition) =>
        store.Collection(Spec(definition).Text("group"), Names(definition).Text("plural"));
}
