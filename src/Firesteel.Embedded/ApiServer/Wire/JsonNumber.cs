using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Firesteel.Embedded.ApiServer.Wire;

/// <summary>A JSON number as the API machinery keeps it: a whole number that fits 64 bits, or else a double.</summary>
public readonly record struct JsonNumber(bool IsInteger, long Integer, double Double)
{
    public long AsLong => IsInteger ? Integer : (long)Double;
    public double AsDouble => IsInteger ? Integer : Double;

    private const double Largest = 9007199254740991;
    private const double Tolerance = 1e-9;

    /// <summary>An integer, or a double whose fraction is zero or next to nothing, within what a double counts exactly.</summary>
    public bool IsWhole => IsInteger || (Math.Abs(Double) <= Largest
        && (Math.Truncate(Double) == Double || (Double > 1 && (Double - Math.Truncate(Double)) / (Double + Math.Truncate(Double)) < Tolerance)));

    public static JsonNumber Real(double value) => new(false, 0, value);

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
