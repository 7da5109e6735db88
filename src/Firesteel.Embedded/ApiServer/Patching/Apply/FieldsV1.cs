using System.Text.Json.Nodes;

namespace Firesteel.Embedded.ApiServer.Patching.Apply;

/// <summary>The JSON form of a field set in <c>metadata.managedFields</c>.</summary>
public static class FieldsV1
{
    public static JsonObject Write(FieldSet set)
    {
        var json = new JsonObject();
        foreach (var (element, member, children) in set.Nodes)
        {
            var below = new JsonObject();
            if (member && !children.IsEmpty)
                below["."] = new JsonObject();
            foreach (var (key, value) in Write(children).ToList())
            {
                value!.Parent!.AsObject().Remove(key);
                below[key] = value;
            }

            json[element.Text] = below;
        }

        return json;
    }

    /// <summary>Elements with a prefix that is not known are left out, as a later version may know them.</summary>
    public static FieldSet Read(JsonNode? json) => json is JsonObject members
        ? FieldSet.FromNodes(members.Select(pair => (Element: PathElement.Parse(pair.Key), pair.Value)).Where(item => item.Element is not null)
            .DistinctBy(item => item.Element)
            .Select(item =>
            {
                var below = item.Value as JsonObject;
                var children = Read(below);
                return (item.Element!.Value, below is null || below.ContainsKey(".") || children.IsEmpty, children);
            }))
        : FieldSet.Empty;
}
