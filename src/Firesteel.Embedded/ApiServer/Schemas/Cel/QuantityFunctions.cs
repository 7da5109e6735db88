using Firesteel.Kube.Values;

namespace Firesteel.Embedded.ApiServer.Schemas.Cel;

/// <summary>Kubernetes quantities, and names checked by their format.</summary>
internal static class QuantityFunctions
{
    public static bool TryCall(string name, bool hasTarget, object? target, object?[] arguments, out object? result)
    {
        result = (name, target, arguments) switch
        {
            ("quantity", _, [string text]) when !hasTarget => Quantity.TryParse(text, out var quantity, out var error) ? quantity : throw new CelException(error),
            ("isQuantity", _, [string text]) when !hasTarget => Quantity.TryParse(text, out _, out _),
            ("isLessThan", Quantity a, [Quantity b]) => a < b,
            ("isGreaterThan", Quantity a, [Quantity b]) => a > b,
            ("compareTo", Quantity a, [Quantity b]) => (long)Math.Sign(a.CompareTo(b)),
            ("sign", Quantity a, []) => (long)a.Nanos.Sign,
            ("isInteger", Quantity a, []) => a.IsInteger,
            ("asInteger", Quantity a, []) => a.IsInteger ? (long)a.Whole : throw new CelException("cannot convert value to integer"),
            ("asApproximateFloat", Quantity a, []) => a.ToDouble(),
            ("add", Quantity a, [Quantity b]) => a with { Nanos = a.Nanos + b.Nanos },
            ("add", Quantity a, [long b]) => a with { Nanos = a.Nanos + (b * (System.Numerics.BigInteger)1_000_000_000) },
            ("sub", Quantity a, [Quantity b]) => a with { Nanos = a.Nanos - b.Nanos },
            ("sub", Quantity a, [long b]) => a with { Nanos = a.Nanos - (b * (System.Numerics.BigInteger)1_000_000_000) },
            ("format.named", _, [string format]) => NamedFormat.Find(format) is { } found ? CelOptional.Of(found) : CelOptional.None,
            (_, _, []) when name.StartsWith("format.", StringComparison.Ordinal) => NamedFormat.Find(name["format.".Length..]) ?? ConversionFunctions.Unknown,
            ("validate", NamedFormat format, [string text]) => format.Check(text) is { Count: > 0 } errors
                ? CelOptional.Of(errors.Select(message => (object?)message).ToList()) : CelOptional.None,
            _ => ConversionFunctions.Unknown,
        };
        return !ReferenceEquals(result, ConversionFunctions.Unknown);
    }
}
