namespace Firesteel.Spark.Submission.Driver;

/// <summary>Kubernetes quantities as Spark's client checks them; the API server judges the rest.</summary>
internal static class Quantities
{
    private const string UnitCharacters = "eEinumkKMGTP";

    /// <summary>Null is no quantity at all, and fine.</summary>
    public static void Require(SubmissionSettings settings, string key, string? quantity)
    {
        if (quantity is "")
            settings.Fail(key, "Invalid quantity string format passed.", $"{key} is empty: give it a value or remove it");
        else if (quantity is not null && !IsReadable(quantity))
            settings.Fail(key, "Invalid quantity string format passed", $"{quantity} mixes an exponent and a unit: write for instance 500m, 2 or 1e3");
    }

    // The first letter that may begin a unit divides number and unit; an exponent must not end in a letter.
    private static bool IsReadable(string quantity)
    {
        var at = quantity.AsSpan().IndexOfAny(UnitCharacters);
        return at < 0 || !quantity.AsSpan(at).ContainsAnyInRange('0', '9') || !char.IsLetter(quantity[^1]);
    }
}
