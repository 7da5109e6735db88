namespace Firesteel.Spark.Submission.Driver;

/// <summary>Names and paths that Spark's image and its submission client agree on.</summary>
internal static class DriverContainer
{
    public const string Name = "spark-kubernetes-driver";
    public const string ConfigurationDirectory = "/opt/spark/conf";
    public const string PropertiesFile = "spark.properties";
}
