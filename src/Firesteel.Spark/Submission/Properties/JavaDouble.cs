using System.Globalization;

namespace Firesteel.Spark.Submission.Properties;

/// <summary>A double as Java prints it: <c>0.1</c>, <c>1.0</c>, <c>1.0E-5</c>.</summary>
internal static class JavaDouble
{
    public static string Format(double value)
    {
        if (value == 0)
            return "0.0";
        var size = Math.Abs(value);
        if (size is >= 1e-3 and < 1e7)
        {
            var plain = ((decimal)value).ToString(CultureInfo.InvariantCulture);
            var shortest = value.ToString("R", CultureInfo.InvariantCulture);
            var text = shortest.Contains('E') ? plain : shortest;
            return text.Contains('.') ? text : text + ".0";
        }

        var scientific = value.ToString("E16", CultureInfo.InvariantCulture);
        var digits = value.ToString("R", CultureInfo.InvariantCulture).Replace("-", "").Split('E')[0].Replace(".", "").Trim('0');
        var exponent = int.Parse(scientific[(scientific.IndexOf('E') + 1)..], CultureInfo.InvariantCulture);
        return $"{(value < 0 ? "-" : "")}{digits[0]}.{(digits.Length > 1 ? digits[1..] : "0")}E{exponent}";
    }

    public static bool TryParse(string text, out double value) =>
        double.TryParse(text.Trim().TrimEnd('d', 'D', 'f', 'F'), NumberStyles.Float, CultureInfo.InvariantCulture, out value);
}
