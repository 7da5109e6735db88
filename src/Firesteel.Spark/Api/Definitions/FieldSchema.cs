using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Firesteel.Spark.Api.Schema;

namespace Firesteel.Spark.Api.Definitions;

/// <summary>OpenAPI v3 schema of the API's records, as structural schemas want it. What Kubernetes defines is an open object.</summary>
internal static class FieldSchema
{
    public static JsonObject Of(Type record, string description)
    {
        var properties = new JsonObject();
        var required = new JsonArray();
        foreach (var field in FieldDefinition.Of(record))
        {
            properties[field.Name] = Of(field);
            if (field.Facts.Required)
                required.Add(field.Name);
        }

        var schema = new JsonObject { ["description"] = description, ["type"] = "object", ["properties"] = properties };
        if (required.Count > 0)
            schema["required"] = required;
        return schema;
    }

    private static JsonObject Of(FieldDefinition field)
    {
        var schema = OfType(field.Type, field);
        if (!schema.ContainsKey("description"))
            schema.Insert(0, "description", field.Facts.Description);
        return schema;
    }

    private static JsonObject OfType(Type type, FieldDefinition field)
    {
        if (type == typeof(string))
            return Text(field.Facts);
        if (type == typeof(bool))
            return new() { ["type"] = "boolean" };
        if (type == typeof(int) || type == typeof(long))
            return Number(type, field.Facts);
        if (type.IsEnum)
            return new() { ["type"] = "string", ["enum"] = new JsonArray([.. EnumNames.Of(type).Select(name => JsonValue.Create(name.Key))]) };
        if (type == typeof(DateTimeOffset))
            return new() { ["type"] = "string", ["format"] = "date-time", ["nullable"] = true };
        if (type == typeof(JsonObject))
            return Open();
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ImmutableArray<>))
            return new() { ["type"] = "array", ["items"] = OfType(type.GetGenericArguments()[0], field with { Facts = Plain(field.Facts) }) };
        if (type.IsGenericType)
            return new() { ["type"] = "object", ["additionalProperties"] = OfType(type.GetGenericArguments()[1], field with { Facts = Plain(field.Facts) }) };
        return Of(type, field.Facts.Description);
    }

    private static JsonObject Text(FieldAttribute facts)
    {
        // A structural schema knows no "one of two types".
        if (facts.MayBeReference)
            return new() { ["x-kubernetes-preserve-unknown-fields"] = true };
        var schema = new JsonObject { ["type"] = "string" };
        if (facts.OneOf.Length > 0)
            schema["enum"] = new JsonArray([.. facts.OneOf.Select(value => JsonValue.Create(value))]);
        return schema;
    }

    private static JsonObject Number(Type type, FieldAttribute facts)
    {
        var schema = new JsonObject { ["type"] = "integer", ["format"] = type == typeof(int) ? "int32" : "int64" };
        if (facts.Minimum != long.MinValue)
            schema["minimum"] = facts.Minimum;
        if (facts.Maximum != long.MaxValue)
            schema["maximum"] = facts.Maximum;
        return schema;
    }

    private static JsonObject Open() => new() { ["type"] = "object", ["x-kubernetes-preserve-unknown-fields"] = true };

    private static FieldAttribute Plain(FieldAttribute facts) => new(facts.Description) { MayBeReference = facts.MayBeReference };
}
