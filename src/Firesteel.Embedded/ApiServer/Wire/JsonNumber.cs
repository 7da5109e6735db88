using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Firesteel.Embedded.ApiServer.Wire;

/// <summary>A JSON number as the API machinery keeps it: a whole number that fits 64 bits, or else a double.</summary>
public readonly record struct JsonNumber(bool IsInteger, long Integer, double Double)
{
    public long AsLong => IsInteger ? Integer : (long)Double;
    public double AsDouble => IsInteger ? Integer : Double;

    /// <summary>Written without a fraction, or with one that is zero.</summary>
    public bool IsWhole => IsInteger || (double.IsFinite(Double) && Math.Floor(Double) == Double);

    public static bool TryRead(JsonNode? node, out JsonNumber number)
    {
        number = default;
        if (node is not JsonValue value)
            return false;
        if (value.TryGetValue(out long integer))
        {
            number = new(true, integer, integer);
            return true;
        }

        if (value.TryGetValue(out int small))
        {
            number = new(true, small, small);
            return true;
        }

        if (value.GetValueKind() != JsonValueKind.Number)
            return false;
        var text = value.ToJsonString();
        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out integer))
        {
            number = new(true, integer, integer);
            return true;
        }

        if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var real))
            return false;
        number = new(false, 0, real);
        return true;
    }

    /// <summary>As Go prints it with <c>%v</c>.</summary>
    public override string ToString() => IsInteger ? Integer.ToString(CultureInfo.InvariantCulture) : GoText.Double(Double);
}
