using System.Globalization;
using System.Text.RegularExpressions;

namespace Firesteel.Kube.Yaml;

/// <summary>
/// What a plain scalar means in YAML 1.1 as Kubernetes reads it (sigs.k8s.io/yaml): <c>on</c> is a boolean, <c>010</c> is 8,
/// <c>08</c> is 8 too, <c>1_000</c> is 1000, times and dates stay texts, and so does a number beyond a double.
/// </summary>
internal static partial class YamlScalars
{
    private static readonly Dictionary<string, YamlValue> Words = new(StringComparer.Ordinal);

    static YamlScalars()
    {
        Add(YamlValue.Of(true), "y", "Y", "yes", "Yes", "YES", "true", "True", "TRUE", "on", "On", "ON");
        Add(YamlValue.Of(false), "n", "N", "no", "No", "NO", "false", "False", "FALSE", "off", "Off", "OFF");
        Add(YamlValue.Null, "", "~", "null", "Null", "NULL");
        Add(YamlValue.Of(double.NaN), ".nan", ".NaN", ".NAN");
        Add(YamlValue.Of(double.PositiveInfinity), ".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF");
        Add(YamlValue.Of(double.NegativeInfinity), "-.inf", "-.Inf", "-.INF");
    }

    public static YamlValue Resolve(string text)
    {
        if (Words.TryGetValue(text, out var word))
            return word;
        return text[0] switch
        {
            '.' => DottedFloat().IsMatch(text) && ToFloat(text.Replace("_", "")) is { } value ? YamlValue.Of(value) : YamlValue.Of(text),
            '+' or '-' or (>= '0' and <= '9') => Number(text) ?? YamlValue.Of(text),
            _ => YamlValue.Of(text),
        };
    }

    /// <summary>A text that a 1.1 reader elsewhere might take for a number of base 60.</summary>
    public static bool IsBase60(string text) =>
        text.Length > 0 && text[0] is '+' or '-' or (>= '0' and <= '9') && text.Contains(':') && Base60().IsMatch(text);

    /// <summary>A text that a reader with a type for times would take for one.</summary>
    public static bool IsTimestamp(string text)
    {
        if (text.Length < 8 || text[4] != '-' || Timestamp().Match(text) is not { Success: true } match)
            return false;
        var (year, month, day) = (Part("y"), Part("m"), Part("d"));
        return year > 0 && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month)
            && Part("h") < 24 && Part("min") < 60 && Part("s") < 60;

        int Part(string name) => match.Groups[name] is { Success: true } group ? int.Parse(group.ValueSpan) : 0;
    }

    private static YamlValue? Number(string text)
    {
        var plain = text.Contains('_') ? text.Replace("_", "") : text;
        if (ToInteger(plain) is { } integer)
            return YamlValue.Of(integer);
        return DecimalFloat().IsMatch(plain) && ToFloat(plain) is { } number ? YamlValue.Of(number) : null;
    }

    /// <summary>Go's integer literals: 0x, 0o, 0b and a leading zero choose the base; int64, or uint64 without a sign.</summary>
    private static Int128? ToInteger(ReadOnlySpan<char> text)
    {
        var signed = text.Length > 0 && text[0] is '+' or '-';
        var negative = signed && text[0] == '-';
        var digits = signed ? text[1..] : text;
        var radix = 10;
        if (digits.Length > 1 && digits[0] == '0')
        {
            (radix, var skip) = (digits[1] | 0x20) switch { 'x' => (16, 2), 'o' => (8, 2), 'b' => (2, 2), _ => (8, 1) };
            digits = digits[skip..];
        }

        if (digits.Length == 0)
            return null;
        Int128 value = 0;
        foreach (var c in digits)
        {
            var digit = c switch { >= '0' and <= '9' => c - '0', >= 'a' and <= 'f' => c - 'a' + 10, >= 'A' and <= 'F' => c - 'A' + 10, _ => 99 };
            if (digit >= radix || (value = (value * radix) + digit) > ulong.MaxValue)
                return null;
        }

        value = negative ? -value : value;
        return value < long.MinValue || (signed && value > long.MaxValue) ? null : value;
    }

    private static double? ToFloat(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value) ? value : null;

    private static void Add(YamlValue value, params ReadOnlySpan<string> words)
    {
        foreach (var word in words)
            Words.Add(word, value);
    }

    [GeneratedRegex(@"^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?\z")]
    private static partial Regex DecimalFloat();

    [GeneratedRegex(@"^\.[0-9]+(_[0-9]+)*([eE][-+]?[0-9]+)?\z")]
    private static partial Regex DottedFloat();

    [GeneratedRegex(@"^(?<y>[0-9]{4})-(?<m>[0-9]{1,2})-(?<d>[0-9]{1,2})(((?<blank> )|[Tt])(?<h>[0-9]{1,2}):(?<min>[0-9]{1,2}):(?<s>[0-9]{1,2})([.,][0-9]+)?(?(blank)|(Z|[-+][0-9]{2}:[0-9]{2})))?\z")]
    private static partial Regex Timestamp();

    [GeneratedRegex(@"^[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?\z")]
    private static partial Regex Base60();
}
