using System.Collections.Frozen;

namespace Firesteel.Embedded.ApiServer.Discovery.OpenApi;

/// <summary>What <c>kubectl explain</c> says about the fields that every object has.</summary>
internal static class FieldDescriptions
{
    private const string Conventions = "https://git.k8s.io/community/contributors/devel/sig-architecture/api-conventions.md";
    private const string Objects = "https://kubernetes.io/docs/concepts/overview/working-with-objects";

    private static readonly FrozenDictionary<(string Type, string Field), string> Known = new Dictionary<(string, string), string>
    {
        [("", "apiVersion")] = $"APIVersion defines the versioned schema of this representation of an object. Servers should convert recognized schemas to the latest internal value, and may reject unrecognized values. More info: {Conventions}#resources",
        [("", "kind")] = $"Kind is a string value representing the REST resource this object represents. Servers may infer this from the endpoint the client submits requests to. Cannot be updated. In CamelCase. More info: {Conventions}#types-kinds",
        [("", "metadata")] = $"Standard object's metadata. More info: {Conventions}#metadata",
        [("meta/v1.ObjectMeta", "name")] = $"Name must be unique within a namespace. Is required when creating resources, although some resources may allow a client to request the generation of an appropriate name automatically. Name is primarily intended for creation idempotence and configuration definition. Cannot be updated. More info: {Objects}/names#names",
        [("meta/v1.ObjectMeta", "labels")] = $"Map of string keys and values that can be used to organize and categorize (scope and select) objects. May match selectors of replication controllers and services. More info: {Objects}/labels",
        [("meta/v1.ObjectMeta", "annotations")] = $"Annotations is an unstructured key value map stored with a resource that may be set by external tools to store and retrieve arbitrary metadata. They are not queryable and should be preserved when modifying objects. More info: {Objects}/annotations",
        [("meta/v1.ObjectMeta", "generation")] = "A sequence number representing a specific generation of the desired state. Populated by the system. Read-only.",
        [("meta/v1.ObjectMeta", "selfLink")] = "Deprecated: selfLink is a legacy read-only field that is no longer populated by the system.",
        [("meta/v1.OwnerReference", "uid")] = $"UID of the referent. More info: {Objects}/names#uids",
        [("meta/v1.OwnerReference", "name")] = $"Name of the referent. More info: {Objects}/names#names",
        [("meta/v1.OwnerReference", "kind")] = $"Kind of the referent. More info: {Conventions}#types-kinds",
        [("meta/v1.OwnerReference", "apiVersion")] = "API version of the referent.",
    }.ToFrozenDictionary();

    public const string ListMetadata = $"Standard list metadata. More info: {Conventions}#types-kinds";
    public const string EmbeddedVersion = $"apiVersion defines the versioned schema of this representation of an object. More info: {Conventions}#resources";
    public const string EmbeddedKind = $"kind is a string value representing the type of this object. In CamelCase. More info: {Conventions}#types-kinds";

    public static string ListOf(string plural) => $"List of {plural}. More info: {Conventions}";

    /// <param name="type">Go's name of the struct; empty for the three fields at an object's top.</param>
    /// <returns>Empty when nothing is known.</returns>
    public static string Of(string type, string field) =>
        Known.GetValueOrDefault((type, field)) ?? (field == "metadata" ? Known[("", "metadata")] : "");
}
