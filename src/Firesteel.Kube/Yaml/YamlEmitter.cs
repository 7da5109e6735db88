using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Firesteel.Kube.Yaml;

/// <summary>Block style with an indentation of two, lists not indented below their key, texts folded behind column 80.</summary>
internal sealed class YamlEmitter(bool keepOrder)
{
    private const int LongestSimpleKey = 128;
    private readonly YamlTextWriter output = new();

    public string Print(JsonNode? root)
    {
        switch (root)
        {
            case JsonObject { Count: > 0 } mapping:
                Mapping(mapping, 0);
                break;
            case JsonArray { Count: > 0 } sequence:
                Sequence(sequence, 0);
                break;
            default:
                Leaf(root, 2);
                output.Line();
                break;
        }

        return output.ToString();
    }

    /// <summary>The first line's indentation has been written already.</summary>
    private void Mapping(JsonObject mapping, int indent)
    {
        var first = true;
        foreach (var (key, value) in keepOrder ? mapping.AsEnumerable() : mapping.OrderBy(member => member.Key, NaturalKeys.Order))
        {
            if (!first)
                output.Indent(indent);
            first = false;
            if (Encoding.UTF8.GetByteCount(key) <= LongestSimpleKey && !TextShape.Of(key).Multiline)
            {
                output.Text(key, indent + 2, isSimpleKey: true);
                output.Write(":");
                Value(value, indent);
            }
            else
            {
                output.Write("? ");
                output.Text(key, indent + 2);
                output.Line();
                output.Indent(indent);
                output.Write(":");
                Value(value, indent, isComplex: true);
            }
        }
    }

    private void Value(JsonNode? value, int indent, bool isComplex = false)
    {
        switch (value)
        {
            case JsonObject { Count: > 0 } inner when isComplex:
                output.Write(" ");
                Mapping(inner, indent + 2);
                break;
            case JsonObject { Count: > 0 } inner:
                output.Line();
                output.Indent(indent + 2);
                Mapping(inner, indent + 2);
                break;
            case JsonArray { Count: > 0 } list when isComplex:
                output.Write(" ");
                Sequence(list, indent + 2);
                break;
            case JsonArray { Count: > 0 } list:
                output.Line();
                output.Indent(indent);
                Sequence(list, indent);
                break;
            default:
                output.Write(" ");
                Leaf(value, indent + 2);
                output.Line();
                break;
        }
    }

    private void Sequence(JsonArray sequence, int indent)
    {
        var first = true;
        foreach (var item in sequence)
        {
            if (!first)
                output.Indent(indent);
            first = false;
            output.Write("- ");
            switch (item)
            {
                case JsonObject { Count: > 0 } mapping:
                    Mapping(mapping, indent + 2);
                    break;
                case JsonArray { Count: > 0 } inner:
                    Sequence(inner, indent + 2);
                    break;
                default:
                    Leaf(item, indent + 2);
                    output.Line();
                    break;
            }
        }
    }

    private void Leaf(JsonNode? value, int indent)
    {
        switch (value?.GetValueKind())
        {
            case null or JsonValueKind.Null:
                output.Write("null");
                break;
            case JsonValueKind.Object:
                output.Write("{}");
                break;
            case JsonValueKind.Array:
                output.Write("[]");
                break;
            case JsonValueKind.True:
                output.Write("true");
                break;
            case JsonValueKind.False:
                output.Write("false");
                break;
            case JsonValueKind.Number:
                output.Write(Number(value.ToJsonString()));
                break;
            default:
                output.Text(value.GetValue<string>(), indent);
                break;
        }
    }

    private static string Number(string json)
    {
        if (Int128.TryParse(json, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var integer)
            && integer >= long.MinValue && integer <= ulong.MaxValue)
            return integer.ToString();
        return double.TryParse(json, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? GoFloat.Format(number) : json;
    }
}
