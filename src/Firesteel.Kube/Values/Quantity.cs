using System.Globalization;
using System.Numerics;
using System.Text.RegularExpressions;

namespace Firesteel.Kube.Values;

/// <summary>Kubernetes quantities (<c>500m</c>, <c>1.5Gi</c>, <c>12e6</c>): exact, in units of one nano, with the family they were written in.</summary>
public readonly partial record struct Quantity(BigInteger Nanos, QuantityFormat Format) : IComparable<Quantity>
{
    public const string SyntaxError = "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'";
    private const string SuffixError = "unable to parse quantity's suffix";

    private static readonly BigInteger Nano = 1_000_000_000;
    private static readonly BigInteger MostNanos = new(decimal.MaxValue);
    private static readonly string[] Binary = ["", "Ki", "Mi", "Gi", "Ti", "Pi", "Ei"];
    private static readonly string[] Decimal = ["n", "u", "m", "", "k", "M", "G", "T", "P", "E"];

    /// <param name="error">Why not, in the API's words.</param>
    public static bool TryParse(string text, out Quantity quantity, out string error)
    {
        quantity = default;
        error = "";
        if (text.Length == 0)
        {
            error = SyntaxError;
            return false;
        }

        var match = Syntax().Match(text);
        if (!match.Success)
        {
            error = SyntaxError;
            return false;
        }

        var negative = match.Groups[1].Value == "-";
        var whole = match.Groups[2].Value;
        var fraction = match.Groups[3].Value;
        var suffix = match.Groups[4].Value;
        QuantityFormat format;
        BigInteger scale;
        var exponent = 0;
        var binary = Array.IndexOf(Binary, suffix);
        var @decimal = Array.IndexOf(Decimal, suffix);
        if (binary > 0)
        {
            (format, scale) = (QuantityFormat.BinarySI, BigInteger.Pow(1024, binary));
        }
        else if (@decimal >= 0)
        {
            (format, scale, exponent) = (QuantityFormat.DecimalSI, 1, (@decimal - 3) * 3);
        }
        else if (suffix.Length > 1 && suffix[0] is 'e' or 'E' && int.TryParse(suffix.AsSpan(1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out exponent) && Math.Abs(exponent) < 1000)
        {
            (format, scale) = (QuantityFormat.DecimalExponent, 1);
        }
        else
        {
            error = SuffixError;
            return false;
        }

        var digits = BigInteger.Parse("0" + whole + fraction, CultureInfo.InvariantCulture);
        var power = exponent + 9 - fraction.Length;
        BigInteger nanos;
        if (power >= 0)
        {
            nanos = digits * scale * BigInteger.Pow(10, power);
        }
        else
        {
            // Below one nano everything rounds away from zero.
            var divisor = BigInteger.Pow(10, -power);
            nanos = ((digits * scale) + divisor - 1) / divisor;
        }

        var cap = (BigInteger)long.MaxValue * Nano;
        if (format == QuantityFormat.BinarySI && nanos > cap)
            nanos = cap;
        quantity = new(negative ? -nanos : nanos, format);
        return true;
    }

    /// <summary>The canonical text: whole numbers with the largest suffix that keeps them whole.</summary>
    public override string ToString()
    {
        if (Nanos.IsZero)
            return "0";
        var format = Format;
        if (format == QuantityFormat.BinarySI && (BigInteger.Abs(Nanos) < 1024 * Nano || !(Nanos % Nano).IsZero))
            format = QuantityFormat.DecimalSI;
        if (format == QuantityFormat.BinarySI)
        {
            var value = Nanos / Nano;
            var power = 0;
            while (power < Binary.Length - 1 && (value % 1024).IsZero)
            {
                value /= 1024;
                power++;
            }

            return value.ToString(CultureInfo.InvariantCulture) + Binary[power];
        }

        var mantissa = Nanos;
        var exponent = -9;
        while (exponent < 18 && (mantissa % 1000).IsZero)
        {
            mantissa /= 1000;
            exponent += 3;
        }

        var text = mantissa.ToString(CultureInfo.InvariantCulture);
        return format == QuantityFormat.DecimalExponent ? exponent == 0 ? text : $"{text}e{exponent}" : text + Decimal[(exponent / 3) + 3];
    }

    /// <summary>The text that is stored for a given one. A decimal number in whole steps of a thousand without zeros at either end stays as it is written.</summary>
    public static string Canonical(string text, Quantity quantity)
    {
        var match = Syntax().Match(text);
        var digits = match.Groups[2].Value.TrimStart('0') + match.Groups[3].Value;
        var suffix = match.Groups[4].Value;
        var exponent = Array.IndexOf(Decimal, suffix) is var index and >= 0 ? (index - 3) * 3
            : quantity.Format == QuantityFormat.DecimalExponent && int.TryParse(suffix.AsSpan(1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var given) ? given
            : int.MinValue;
        var scale = exponent - match.Groups[3].Length;
        var isKept = exponent != int.MinValue && digits.Length is > 0 and <= 18 && scale >= -9 && scale % 3 == 0
            && digits[0] != '0' && !digits.EndsWith("000", StringComparison.Ordinal);
        return isKept ? text : quantity.ToString();
    }

    public int CompareTo(Quantity other) => Nanos.CompareTo(other.Nanos);

    public bool IsInteger => (Nanos % Nano).IsZero && Nanos / Nano is var value && value >= long.MinValue && value <= long.MaxValue;

    public BigInteger Whole => Nanos / Nano;

    /// <summary>Beyond the greatest decimal number: that number.</summary>
    public decimal ToDecimal() => Nanos > MostNanos ? decimal.MaxValue : Nanos < -MostNanos ? decimal.MinValue : (decimal)Nanos / 1_000_000_000;

    public double ToDouble() => (double)Nanos / 1e9;

    public static bool operator <(Quantity left, Quantity right) => left.CompareTo(right) < 0;

    public static bool operator >(Quantity left, Quantity right) => left.CompareTo(right) > 0;

    public static bool operator <=(Quantity left, Quantity right) => left.CompareTo(right) <= 0;

    public static bool operator >=(Quantity left, Quantity right) => left.CompareTo(right) >= 0;

    [GeneratedRegex(@"^([+-]?)([0-9]*)\.?([0-9]*)([eEinumkKMGTP]*[-+]?[0-9]*)\z")]
    private static partial Regex Syntax();
}
