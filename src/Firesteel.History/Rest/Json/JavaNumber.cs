using System.Globalization;
using System.Text.RegularExpressions;

namespace Firesteel.History.Rest.Json;

/// <summary>Numbers as Java's parsers read them: wider than .NET's in suffixes, hexadecimal fractions and white space, narrower in names.</summary>
internal static partial class JavaNumber
{
    /// <summary>What <c>Double.parseDouble</c> takes; null for what it refuses.</summary>
    public static double? ParseDouble(string text)
    {
        var match = Form().Match(text);
        if (!match.Success)
            return null;
        var sign = match.Groups["sign"].Value == "-" ? -1.0 : 1.0;
        if (match.Groups["name"].Success)
            return match.Groups["name"].Value == "NaN" ? double.NaN : sign * double.PositiveInfinity;
        return sign * (match.Groups["hex"].Success ? Hexadecimal(match) : double.Parse(match.Groups["decimal"].ValueSpan, NumberStyles.Float, CultureInfo.InvariantCulture));
    }

    private static double Hexadecimal(Match match)
    {
        var value = 0.0;
        foreach (var digit in match.Groups["whole"].Value)
            value = (value * 16) + Convert.ToInt32(digit.ToString(), 16);
        var place = 1.0;
        foreach (var digit in match.Groups["part"].Value)
            value += Convert.ToInt32(digit.ToString(), 16) * (place /= 16);
        return Math.ScaleB(value, int.Parse(match.Groups["power"].ValueSpan, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture));
    }

    /// <summary>Java trims everything up to the space.</summary>
    [GeneratedRegex(@"^[\x00-\x20]*(?<sign>[+-]?)(?:(?<name>NaN|Infinity)|(?:(?<hex>0[xX](?=\.?[0-9a-fA-F])(?<whole>[0-9a-fA-F]*)\.?(?<part>[0-9a-fA-F]*)[pP](?<power>[+-]?[0-9]{1,4}))|(?<decimal>(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]{1,6})?))[dDfF]?)[\x00-\x20]*\z")]
    private static partial Regex Form();
}
