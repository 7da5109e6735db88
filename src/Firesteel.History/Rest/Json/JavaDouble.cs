using System.Globalization;

namespace Firesteel.History.Rest.Json;

/// <summary><c>Double.toString</c> of Java: always a fraction, an exponent outside 10⁻³ … 10⁷.</summary>
internal static class JavaDouble
{
    public static string ToString(double value)
    {
        if (double.IsNaN(value))
            return "\"NaN\"";
        if (double.IsInfinity(value))
            return value > 0 ? "\"Infinity\"" : "\"-Infinity\"";
        if (value == 0)
            return double.IsNegative(value) ? "-0.0" : "0.0";
        var size = Math.Abs(value);
        if (size is >= 1e-3 and < 1e7)
        {
            var plain = value.ToString("0.0###################", CultureInfo.InvariantCulture);
            return plain.Length > 17 ? Plain(value) : plain;
        }

        var text = value.ToString("E16", CultureInfo.InvariantCulture);
        var shortest = value.ToString("R", CultureInfo.InvariantCulture);
        var exponent = int.Parse(text[(text.IndexOf('E') + 1)..], CultureInfo.InvariantCulture);
        var digits = new string([.. shortest.Split('E')[0].Where(char.IsDigit)]).TrimStart('0').TrimEnd('0');
        return $"{(value < 0 ? "-" : "")}{digits[..1]}.{(digits.Length > 1 ? digits[1..] : "0")}E{exponent}";
    }

    private static string Plain(double value)
    {
        var shortest = value.ToString("R", CultureInfo.InvariantCulture);
        return shortest.Contains('.', StringComparison.Ordinal) ? shortest : shortest + ".0";
    }
}
