using System.Text.Json;
using System.Text.Json.Nodes;
using Firesteel.Embedded.ApiServer.Wire;

namespace Firesteel.Embedded.ApiServer.Patching.Apply;

/// <summary>
/// One step of a field's path in its FieldsV1 form: <c>f:name</c>, <c>k:{"port":80}</c> for an item of a list map,
/// <c>v:"x"</c> for one of a set, <c>i:0</c> for a position. Equal texts are equal elements, as keys are sorted and numbers canonical.
/// </summary>
public readonly record struct PathElement(string Text) : IComparable<PathElement>
{
    public bool IsField => Text.StartsWith("f:", StringComparison.Ordinal);
    public bool IsKey => Text.StartsWith("k:", StringComparison.Ordinal);
    public string Name => Text[2..];

    public static PathElement Field(string name) => new("f:" + name);

    public static PathElement Value(JsonNode? value) => new("v:" + Canonical(value));

    public static PathElement Index(int index) => new("i:" + index);

    public static PathElement Key(IEnumerable<KeyValuePair<string, JsonNode?>> fields) =>
        new("k:{" + string.Join(',', fields.OrderBy(field => field.Key, StringComparer.Ordinal)
            .Select(field => $"{JsonValue.Create(field.Key).ToJsonString(GoText.Relaxed)}:{Canonical(field.Value)}")) + "}");

    /// <summary>Null for a prefix of a later version, or a text that is none.</summary>
    public static PathElement? Parse(string text)
    {
        if (text.Length < 2 || text[1] != ':')
            return null;
        try
        {
            return text[0] switch
            {
                'f' => new(text),
                'i' when int.TryParse(text.AsSpan(2), out _) => new(text),
                'v' => Value(JsonNode.Parse(text[2..])),
                'k' when JsonNode.Parse(text[2..]) is JsonObject fields => Key(fields),
                _ => null,
            };
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Fields before keys before values before positions, each in its own order.</summary>
    public int CompareTo(PathElement other)
    {
        var rank = Rank(Text[0]).CompareTo(Rank(other.Text[0]));
        return rank != 0 ? rank : string.CompareOrdinal(Text, other.Text);
    }

    /// <summary>As messages show it: <c>.name</c>, <c>[port=80,protocol="TCP"]</c>, <c>[="x"]</c>, <c>[0]</c>.</summary>
    public override string ToString() => Text[0] switch
    {
        'f' => "." + Name,
        'k' => "[" + string.Join(',', ((JsonObject)JsonNode.Parse(Name)!).Select(field => $"{field.Key}={Canonical(field.Value)}")) + "]",
        'v' => $"[={Name}]",
        _ => $"[{Name}]",
    };

    private static string Canonical(JsonNode? value) => JsonNumber.TryRead(value, out var number) ? number.ToString() : GoText.Json(value);

    private static int Rank(char prefix) => prefix switch { 'f' => 0, 'k' => 1, 'v' => 2, _ => 3 };
}
