using System.Text.Json.Nodes;
using Firesteel.Embedded.ApiServer.Kinds;
using Firesteel.Embedded.ApiServer.Schemas;
using Firesteel.Embedded.ApiServer.Wire;
using FsCheck;
using FsCheck.Fluent;

namespace Firesteel.Tests.Embedded.ApiServer.Wire;

public sealed class ProtobufProperties
{
    [Fact]
    public void Any_object_of_any_kind_survives_the_way_there_and_back() =>
        Prop.ForAll(Gen.Choose(0, int.MaxValue - 1).ToArbitrary(), seed =>
        {
            var random = new System.Random(seed);
            var kind = BuiltInKinds.All[random.Next(BuiltInKinds.All.Length)];
            var obj = Make(BuiltInTypes.Table.OfKind(kind.ApiVersion, kind.Kind)!, random, 4);
            obj["apiVersion"] = kind.ApiVersion;
            obj["kind"] = kind.Kind;
            var encoded = ProtobufCodec.Encode(obj);
            ProtobufCodec.Encode(ProtobufCodec.Decode(encoded)).ShouldBe(encoded, GoText.Json(obj));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Broken_bytes_are_refused_and_never_crash() =>
        Prop.ForAll(Gen.Choose(0, int.MaxValue - 1).ToArbitrary(), seed =>
        {
            var random = new System.Random(seed);
            var bytes = ProtobufCodec.Encode(new JsonObject { ["apiVersion"] = "v1", ["kind"] = "Pod", ["spec"] = new JsonObject { ["nodeName"] = "n", ["priority"] = 3 } });
            for (var index = random.Next(1, 4); index > 0; index--)
                bytes[random.Next(4, bytes.Length)] = (byte)random.Next(256);
            try
            {
                ProtobufCodec.Decode(bytes);
            }
            catch (WireException)
            {
            }
        }).QuickCheckThrowOnFailure();

    private static JsonObject Make(GoType type, System.Random random, int depth)
    {
        var obj = new JsonObject();
        foreach (var field in type.Fields.Where(field => field.Number > 0 && random.Next(3) == 0))
        {
            if (field.Inlined)
            {
                foreach (var (key, value) in Make(BuiltInTypes.Table.Find(field.Type)!, random, depth).ToList())
                    obj[key] = value?.DeepClone();
            }
            else if (Value(field.Element, random, depth) is { } value)
            {
                obj[field.Json] = field.IsList ? new JsonArray(value, Value(field.Element, random, depth)) : field.IsMap ? new JsonObject { ["k"] = value, ["j"] = value.DeepClone() } : value;
            }
        }

        return obj;
    }

    private static JsonNode? Value(string element, System.Random random, int depth) => element switch
    {
        "string" => $"s{random.Next(100)}",
        "bool" => random.Next(2) == 0,
        "int32" => random.Next(int.MinValue, int.MaxValue),
        "int64" => random.NextInt64(),
        "float64" => random.NextDouble(),
        "bytes" => Convert.ToBase64String([1, 2, (byte)random.Next(256)]),
        "[]string" => new JsonArray("a", "b"),
        "api/resource.Quantity" => $"{random.Next(1, 999)}Mi",
        "meta/v1.Time" => "2024-01-02T03:04:05Z",
        "meta/v1.MicroTime" => "2024-01-02T03:04:05.000006Z",
        "meta/v1.Duration" => "1m30s",
        "util/intstr.IntOrString" => random.Next(2) == 0 ? random.Next(100) : "50%",
        "runtime.RawExtension" or "meta/v1.FieldsV1" or "apiextensions/v1.JSON" => new JsonObject { ["a"] = random.Next(9) },
        "apiextensions/v1.JSONSchemaPropsOrBool" => true,
        "apiextensions/v1.JSONSchemaPropsOrArray" or "apiextensions/v1.JSONSchemaPropsOrStringArray" => new JsonObject { ["type"] = "string" },
        _ when depth == 0 => null,
        _ => BuiltInTypes.Table.Find(element) is { } type ? Make(type, random, depth - 1) : null,
    };
}
