using System.Globalization;
using System.Text;
using Firesteel.Embedded.ApiServer.Wire;
using Firesteel.Kube.Values;

namespace Firesteel.Embedded.ApiServer.Schemas.Cel;

/// <summary>Types into each other, sizes, optionals.</summary>
internal static class ConversionFunctions
{
    public static bool TryCall(string name, bool hasTarget, object? target, object?[] arguments, out object? result)
    {
        var value = hasTarget ? target : arguments.Length > 0 ? arguments[0] : null;
        result = (name, hasTarget, arguments.Length) switch
        {
            ("size", true, 0) or ("size", false, 1) => Size(value),
            ("dyn", false, 1) => value,
            ("type", false, 1) => new CelType(CelValues.TypeName(value)),
            ("int", false, 1) => Int(value),
            ("uint", false, 1) => UInt(value),
            ("double", false, 1) => Real(value),
            ("bool", false, 1) => Bool(value),
            ("string", false, 1) => Text(value),
            ("bytes", false, 1) => value is string text ? Encoding.UTF8.GetBytes(text) : value as byte[] ?? throw CelValues.NoOverload(),
            ("base64.encode", false, 1) => Convert.ToBase64String((byte[])value!),
            ("base64.decode", false, 1) => Convert.FromBase64String((string)value!),
            ("optional.of", false, 1) => CelOptional.Of(value),
            ("optional.none", false, 0) => CelOptional.None,
            ("optional.ofNonZeroValue", false, 1) => IsZero(value) ? CelOptional.None : CelOptional.Of(value),
            ("hasValue", true, 0) when target is CelOptional optional => optional.HasValue,
            ("value", true, 0) when target is CelOptional optional => optional.HasValue ? optional.Value : throw new CelException("optional.none() dereference"),
            ("orValue", true, 1) when target is CelOptional optional => optional.HasValue ? optional.Value : arguments[0],
            ("or", true, 1) when target is CelOptional optional => optional.HasValue ? optional : arguments[0],
            _ => Unknown,
        };
        return !ReferenceEquals(result, Unknown);
    }

    /// <summary>Stands for "no such function here", as null is a value.</summary>
    internal static object Unknown { get; } = new();

    internal static string Text(object? value) => value switch
    {
        string text => text,
        long whole => whole.ToString(CultureInfo.InvariantCulture),
        ulong whole => whole.ToString(CultureInfo.InvariantCulture),
        double real => GoText.Double(real),
        bool flag => flag ? "true" : "false",
        byte[] bytes => Encoding.UTF8.GetString(bytes),
        DateTimeOffset time => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture),
        CelDuration duration => (duration.Nanos / 1e9).ToString("0.#########", CultureInfo.InvariantCulture) + "s",
        CelType type => type.Name,
        Quantity quantity => quantity.ToString(),
        _ => throw CelValues.NoOverload(),
    };

    private static object Size(object? value) => value switch
    {
        string text => (long)(text.Length - text.Count(char.IsLowSurrogate)),
        byte[] bytes => (long)bytes.Length,
        List<object?> list => (long)list.Count,
        CelMap map => (long)map.Count,
        _ => throw CelValues.NoOverload(),
    };

    private static object Int(object? value) => value switch
    {
        long => value,
        ulong whole => whole <= long.MaxValue ? (long)whole : throw new CelException("integer overflow"),
        double real => real is > -9.3e18 and < 9.2233720368547e18 ? (long)real : throw new CelException("integer overflow"),
        string text => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var parsed) ? parsed : throw new CelException("type conversion error from 'string' to 'int'"),
        DateTimeOffset time => time.ToUnixTimeSeconds(),
        CelDuration duration => duration.Nanos,
        _ => throw CelValues.NoOverload(),
    };

    private static object UInt(object? value) => value switch
    {
        ulong => value,
        long whole => whole >= 0 ? (ulong)whole : throw new CelException("unsigned integer overflow"),
        double real => real is >= 0 and < 1.8446744073709e19 ? (ulong)real : throw new CelException("unsigned integer overflow"),
        string text => ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var parsed) ? parsed : throw new CelException("type conversion error from 'string' to 'uint'"),
        _ => throw CelValues.NoOverload(),
    };

    private static object Real(object? value) => value switch
    {
        double => value,
        long whole => (double)whole,
        ulong whole => (double)whole,
        string text => double.TryParse(text, CultureInfo.InvariantCulture, out var parsed) ? parsed : throw new CelException("type conversion error from 'string' to 'double'"),
        _ => throw CelValues.NoOverload(),
    };

    private static object Bool(object? value) => value switch
    {
        bool => value,
        "true" or "TRUE" or "True" or "t" or "1" => true,
        "false" or "FALSE" or "False" or "f" or "0" => false,
        string => throw new CelException("type conversion error from 'string' to 'bool'"),
        _ => throw CelValues.NoOverload(),
    };

    private static bool IsZero(object? value) => value is null or false or 0L or 0UL or 0.0 or "" or List<object?> { Count: 0 } or CelMap { Count: 0 } or byte[] { Length: 0 };
}
