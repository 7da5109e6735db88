namespace Firesteel.Spark.Submission.Driver;

/// <summary>Kubernetes quantities as Spark's client checks them: anything but nothing; the API server judges the rest.</summary>
internal static class Quantities
{
    public static void RequireText(SubmissionSettings settings, string key, string? quantity)
    {
        if (quantity is "")
            settings.Fail(key, "Invalid quantity string format passed.", $"{key} is empty: give it a value or remove it");
    }
}
