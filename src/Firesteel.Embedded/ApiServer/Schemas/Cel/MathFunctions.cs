namespace Firesteel.Embedded.ApiServer.Schemas.Cel;

/// <summary>The <c>math</c> library.</summary>
internal static class MathFunctions
{
    public static bool TryCall(string name, bool hasTarget, object? target, object?[] arguments, out object? result)
    {
        _ = target;
        result = ConversionFunctions.Unknown;
        if (hasTarget || !name.StartsWith("math.", StringComparison.Ordinal))
            return false;
        var values = arguments is [List<object?> list] ? list : [.. arguments];
        result = (name[5..], arguments) switch
        {
            ("greatest", _) when values.Count > 0 => values.Aggregate((best, item) => CelValues.Compare(item, best) > 0 ? item : best),
            ("least", _) when values.Count > 0 => values.Aggregate((best, item) => CelValues.Compare(item, best) < 0 ? item : best),
            ("abs", [long whole]) => whole == long.MinValue ? throw new CelException("integer overflow") : Math.Abs(whole),
            ("abs", [double real]) => Math.Abs(real),
            ("ceil", [double real]) => Math.Ceiling(real),
            ("floor", [double real]) => Math.Floor(real),
            ("round", [double real]) => Math.Round(real, MidpointRounding.AwayFromZero),
            ("trunc", [double real]) => Math.Truncate(real),
            ("sign", [long whole]) => (long)Math.Sign(whole),
            ("sign", [double real]) => (double)Math.Sign(real),
            ("isNaN", [double real]) => double.IsNaN(real),
            ("isInf", [double real]) => double.IsInfinity(real),
            ("isFinite", [double real]) => double.IsFinite(real),
            ("bitAnd", [long a, long b]) => a & b,
            ("bitOr", [long a, long b]) => a | b,
            ("bitXor", [long a, long b]) => a ^ b,
            _ => ConversionFunctions.Unknown,
        };
        return !ReferenceEquals(result, ConversionFunctions.Unknown);
    }
}
