using System.Text.Json.Serialization;

namespace Firesteel.Embedded.ObjectStore.Users;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(StoreUser))]
[JsonSerializable(typeof(StoredPolicy))]
internal sealed partial class UserJson : JsonSerializerContext;
