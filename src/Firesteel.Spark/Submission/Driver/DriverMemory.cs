using Firesteel.Spark.Submission.Properties;

namespace Firesteel.Spark.Submission.Driver;

/// <summary>The driver's container memory. Source: native-submission §2.1.</summary>
/// <param name="ContainerMebibytes">Heap and overhead.</param>
/// <param name="Factor">What executors inherit as <c>spark.kubernetes.memoryOverheadFactor</c>.</param>
internal sealed record DriverMemory(long ContainerMebibytes, double Factor)
{
    private const string CommonFactor = "spark.kubernetes.memoryOverheadFactor";
    private const string DriverFactor = "spark.driver.memoryOverheadFactor";

    public static DriverMemory Read(SubmissionSettings settings)
    {
        var properties = settings.Properties;
        var heap = properties.Mebibytes("spark.driver.memory") ?? 1024;
        var common = ReadFactor(settings, CommonFactor, "Ensure that memory overhead is non-negative")
            ?? (settings.Request.Kind == ApplicationKind.Java ? 0.1 : 0.4);
        var factor = ReadFactor(settings, DriverFactor, "Ensure that memory overhead is a double greater than 0") ?? common;
        var minimum = settings.Release.ReadsMinimumOverhead ? properties.Mebibytes("spark.driver.minMemoryOverhead") ?? 384 : 384;
        var overhead = properties.Mebibytes("spark.driver.memoryOverhead") ?? Math.Max((long)(factor * heap), minimum);
        return new(heap + overhead, common);
    }

    private static double? ReadFactor(SubmissionSettings settings, string key, string rule)
    {
        var value = settings.Properties.Number(key);
        if (value < 0)
            settings.Properties.Refuse(key, rule);
        return value;
    }
}
