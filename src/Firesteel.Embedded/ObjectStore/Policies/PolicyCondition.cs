using System.Collections.Immutable;
using System.Globalization;
using System.Net;

namespace Firesteel.Embedded.ObjectStore.Policies;

/// <summary>One key of one operator in a <c>Condition</c> block. Source: IAM's reference of condition operators.</summary>
/// <param name="Operator">Without qualifier and <c>IfExists</c>.</param>
/// <param name="Key">In lower case.</param>
/// <param name="Quantifier"><c>ForAllValues</c>, <c>ForAnyValue</c> or empty.</param>
internal sealed record PolicyCondition(string Operator, string Key, ImmutableArray<string> Values, string Quantifier, bool IfExists)
{
    private static readonly Dictionary<string, Func<string, string, bool>> Comparisons = new(StringComparer.OrdinalIgnoreCase)
    {
        ["StringEquals"] = (value, wanted) => value == wanted,
        ["StringEqualsIgnoreCase"] = (value, wanted) => value.Equals(wanted, StringComparison.OrdinalIgnoreCase),
        ["StringLike"] = (value, wanted) => Wildcard.Matches(wanted, value),
        ["ArnEquals"] = (value, wanted) => Wildcard.Matches(wanted, value),
        ["ArnLike"] = (value, wanted) => Wildcard.Matches(wanted, value),
        ["BinaryEquals"] = (value, wanted) => value == wanted,
        ["Bool"] = (value, wanted) => value.Equals(wanted, StringComparison.OrdinalIgnoreCase),
        ["NumericEquals"] = (value, wanted) => Numbers(value, wanted, (a, b) => a == b),
        ["NumericLessThan"] = (value, wanted) => Numbers(value, wanted, (a, b) => a < b),
        ["NumericLessThanEquals"] = (value, wanted) => Numbers(value, wanted, (a, b) => a <= b),
        ["NumericGreaterThan"] = (value, wanted) => Numbers(value, wanted, (a, b) => a > b),
        ["NumericGreaterThanEquals"] = (value, wanted) => Numbers(value, wanted, (a, b) => a >= b),
        ["DateEquals"] = (value, wanted) => Dates(value, wanted, (a, b) => a == b),
        ["DateLessThan"] = (value, wanted) => Dates(value, wanted, (a, b) => a < b),
        ["DateLessThanEquals"] = (value, wanted) => Dates(value, wanted, (a, b) => a <= b),
        ["DateGreaterThan"] = (value, wanted) => Dates(value, wanted, (a, b) => a > b),
        ["DateGreaterThanEquals"] = (value, wanted) => Dates(value, wanted, (a, b) => a >= b),
        ["IpAddress"] = InNetwork,
    };

    private static readonly Dictionary<string, string> Opposites = new(StringComparer.OrdinalIgnoreCase)
    {
        ["StringNotEquals"] = "StringEquals",
        ["StringNotEqualsIgnoreCase"] = "StringEqualsIgnoreCase",
        ["StringNotLike"] = "StringLike",
        ["ArnNotEquals"] = "ArnEquals",
        ["ArnNotLike"] = "ArnLike",
        ["NumericNotEquals"] = "NumericEquals",
        ["DateNotEquals"] = "DateEquals",
        ["NotIpAddress"] = "IpAddress",
    };

    public bool Negated => Opposites.ContainsKey(Operator);

    public static bool IsOperator(string name) => Comparisons.ContainsKey(name) || Opposites.ContainsKey(name) || name.Equals("Null", StringComparison.OrdinalIgnoreCase);

    public bool Holds(PolicyRequest request)
    {
        var values = request.Condition(Key);
        var missing = values is null or [];
        if (Operator.Equals("Null", StringComparison.OrdinalIgnoreCase))
            return Values.Any(wanted => missing == wanted.Equals("true", StringComparison.OrdinalIgnoreCase));
        if (missing)
            return IfExists || Negated || Quantifier == "ForAllValues";

        var compare = Comparisons[Negated ? Opposites[Operator] : Operator];
        bool Satisfied(string value) => Values.Any(wanted => compare(value, request.Expand(wanted))) != Negated;
        return Quantifier == "ForAllValues" || (Negated && Quantifier.Length == 0) ? values!.All(Satisfied) : values!.Any(Satisfied);
    }

    private static bool Numbers(string value, string wanted, Func<decimal, decimal, bool> compare) =>
        decimal.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var a)
        && decimal.TryParse(wanted, NumberStyles.Float, CultureInfo.InvariantCulture, out var b) && compare(a, b);

    private static bool Dates(string value, string wanted, Func<DateTimeOffset, DateTimeOffset, bool> compare) =>
        Date(value) is { } a && Date(wanted) is { } b && compare(a, b);

    private static DateTimeOffset? Date(string text) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var epoch) && epoch is > -60_000_000_000 and < 200_000_000_000 ? DateTimeOffset.FromUnixTimeSeconds(epoch)
        : DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date) ? date
        : null;

    private static bool InNetwork(string value, string wanted)
    {
        if (!IPAddress.TryParse(value, out var address))
            return false;
        if (address.IsIPv4MappedToIPv6)
            address = address.MapToIPv4();
        if (!wanted.Contains('/'))
            return IPAddress.TryParse(wanted, out var single) && single.Equals(address);
        // Policies name networks with host bits set, which the parser of networks refuses.
        var slash = wanted.IndexOf('/');
        if (!IPAddress.TryParse(wanted.AsSpan(0, slash), out var start) || !int.TryParse(wanted.AsSpan(slash + 1), out var length) || start.AddressFamily != address.AddressFamily)
            return false;
        var (a, b) = (address.GetAddressBytes(), start.GetAddressBytes());
        for (var bit = 0; bit < length && bit < a.Length * 8; bit++)
        {
            if (((a[bit / 8] ^ b[bit / 8]) & (0x80 >> (bit % 8))) != 0)
                return false;
        }

        return true;
    }
}
