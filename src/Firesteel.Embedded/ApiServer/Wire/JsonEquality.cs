using System.Text.Json;
using System.Text.Json.Nodes;

namespace Firesteel.Embedded.ApiServer.Wire;

/// <summary>Equality of JSON by value: the order of members does not matter, 1 equals 1.0.</summary>
public static class JsonEquality
{
    public static bool Same(JsonNode? left, JsonNode? right)
    {
        if (left is null || right is null)
            return left is null && right is null;
        if (ReferenceEquals(left, right))
            return true;
        switch (left)
        {
            case JsonObject a:
                if (right is not JsonObject b || a.Count != b.Count)
                    return false;
                foreach (var (key, value) in a)
                {
                    if (!b.TryGetPropertyValue(key, out var other) || !Same(value, other))
                        return false;
                }

                return true;
            case JsonArray a:
                if (right is not JsonArray list || a.Count != list.Count)
                    return false;
                for (var index = 0; index < a.Count; index++)
                {
                    if (!Same(a[index], list[index]))
                        return false;
                }

                return true;
            default:
                return SameScalar(left, right);
        }
    }

    private static bool SameScalar(JsonNode left, JsonNode right)
    {
        var kind = left.GetValueKind();
        if (kind != right.GetValueKind())
            return false;
        if (kind == JsonValueKind.String)
            return left.GetValue<string>() == right.GetValue<string>();
        if (kind != JsonValueKind.Number)
            return true;
        return JsonNumber.TryRead(left, out var a) && JsonNumber.TryRead(right, out var b)
            && (a.IsInteger && b.IsInteger ? a.Integer == b.Integer : a.AsDouble.Equals(b.AsDouble));
    }
}
