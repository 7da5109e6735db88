namespace Firesteel.Spark.Api;

/// <summary>The language of an application.</summary>
public enum ApplicationType
{
    Java,
    Scala,
    Python,
    R,
}
