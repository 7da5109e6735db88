using System.Globalization;

namespace Firesteel.Kube.Yaml;

/// <summary>Go's shortest form of a float (<c>strconv.FormatFloat(x, 'g', -1, bits)</c>), which YAML printed by Kubernetes tools shows.</summary>
internal static class GoFloat
{
    /// <summary>The exponent from which on Go changes to scientific notation when it prints the shortest form.</summary>
    private const int ScientificFrom = 6;

    public static string Format(double value) => Write(value.ToString("R", CultureInfo.InvariantCulture), value);

    /// <summary>The same for a float rounded to 32 bits: how map keys are written.</summary>
    public static string Format(float value) => Write(value.ToString("R", CultureInfo.InvariantCulture), value);

    private static string Write(string shortest, double value)
    {
        if (double.IsNaN(value))
            return ".nan";
        if (double.IsInfinity(value))
            return value > 0 ? ".inf" : "-.inf";
        var (negative, digits, exponent) = Parts(shortest);
        var sign = negative ? "-" : "";
        if (exponent is < -4 or >= ScientificFrom)
            return $"{sign}{digits[0]}{(digits.Length > 1 ? "." + digits[1..] : "")}e{(exponent < 0 ? '-' : '+')}{Math.Abs(exponent):00}";
        if (exponent < 0)
            return $"{sign}0.{new string('0', -exponent - 1)}{digits}";
        return digits.Length <= exponent + 1
            ? sign + digits.PadRight(exponent + 1, '0')
            : $"{sign}{digits[..(exponent + 1)]}.{digits[(exponent + 1)..]}";
    }

    /// <returns>Significant digits without trailing zeros, and the exponent of the first one.</returns>
    private static (bool Negative, string Digits, int Exponent) Parts(string shortest)
    {
        var negative = shortest[0] == '-';
        var body = shortest.AsSpan(negative ? 1 : 0);
        var e = body.IndexOf('E');
        var exponent = e < 0 ? 0 : int.Parse(body[(e + 1)..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        var mantissa = e < 0 ? body : body[..e];
        var point = mantissa.IndexOf('.');
        var whole = point < 0 ? mantissa : mantissa[..point];
        var all = string.Concat(whole, point < 0 ? [] : mantissa[(point + 1)..]);
        exponent += whole.Length - 1;
        var leading = all.Length - all.TrimStart('0').Length;
        var digits = all.Trim('0');
        return digits.Length == 0 ? (negative, "0", 0) : (negative, digits, exponent - leading);
    }
}
