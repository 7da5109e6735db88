using System.Text.Json.Serialization;

namespace Firesteel.Embedded.ObjectStore.Catalog;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, UseStringEnumConverter = true)]
[JsonSerializable(typeof(BucketConfiguration))]
internal sealed partial class CatalogJson : JsonSerializerContext;
