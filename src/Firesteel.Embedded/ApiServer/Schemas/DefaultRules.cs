using System.Text.Json.Nodes;

namespace Firesteel.Embedded.ApiServer.Schemas;

/// <summary>Defaults of a definition must be valid themselves.</summary>
internal static class DefaultRules
{
    public static void Check(JsonObject openApi, TypeSchema schema, string path, List<Cause> causes)
    {
        if (schema.Default is JsonObject root)
        {
            foreach (var name in new[] { "apiVersion", "kind" })
            {
                if (!root.ContainsKey(name))
                    causes.Add(Cause.Required($"{path}.default.{name}"));
            }
        }

        Visit(openApi, schema, path, isRoot: true, causes);
    }

    private static void Visit(JsonObject openApi, TypeSchema schema, string path, bool isRoot, List<Cause> causes)
    {
        if (schema.Default is { } given && !isRoot)
        {
            var at = $"{path}.default";
            if (given is JsonObject map && Pruning.Apply(schema, (JsonObject)map.DeepClone()) is { Count: > 0 })
            {
                causes.Add(Cause.Invalid(at, given, "must not have unknown fields"));
            }
            else
            {
                var value = given.DeepClone();
                if (value is JsonObject obj)
                    Defaulting.Apply(schema, obj);
                // The type of one that may be an integer or a text is not looked at.
                causes.AddRange(SchemaValidation.Values(schema, value, null).Where(cause => !(schema.IntOrString && cause.Reason == "FieldValueTypeInvalid" && cause.Field == Cause.NoField)).Select(cause => cause with { Field = Under(at, cause.Field) }));
            }
        }

        foreach (var (child, childPath) in StructuralRules.Children(openApi, path, withJunctors: false))
        {
            var name = childPath[path.Length..];
            var node = name == ".items" ? schema.Items
                : name == ".additionalProperties" ? schema.AdditionalProperties
                : schema.Properties.GetValueOrDefault(name[".properties[".Length..^1]);
            if (node is { IsBuiltIn: false })
                Visit(child, node, childPath, isRoot: false, causes);
        }
    }

    private static string Under(string at, string field) =>
        field is Cause.NoField ? at : field.StartsWith('[') ? at + field : $"{at}.{field}";
}
