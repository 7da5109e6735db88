namespace Firesteel.Embedded.ApiServer.Schemas.Cel;

/// <summary>All functions. A library is one class and one line.</summary>
internal static class CelLibrary
{
    private static readonly CelFunctions[] Libraries =
    [
        ConversionFunctions.TryCall,
        StringFunctions.TryCall,
        ListFunctions.TryCall,
        TimeFunctions.TryCall,
        QuantityFunctions.TryCall,
        AddressFunctions.TryCall,
        MathFunctions.TryCall,
    ];

    /// <param name="result">Set when the answer is true.</param>
    internal delegate bool CelFunctions(string name, bool hasTarget, object? target, object?[] arguments, out object? result);

    public static bool IsNamespace(string name) => name is "optional" or "math" or "sets" or "lists" or "strings" or "format" or "cel" or "base64";

    public static bool TryCall(string name, bool hasTarget, object? target, object?[] arguments, out object? result)
    {
        foreach (var library in Libraries)
        {
            if (library(name, hasTarget, target, arguments, out result))
                return true;
        }

        result = null;
        return false;
    }
}
