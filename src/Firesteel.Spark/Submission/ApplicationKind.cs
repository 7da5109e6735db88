namespace Firesteel.Spark.Submission;

/// <summary>What the driver runs. Scala and Java are one thing to Spark.</summary>
public enum ApplicationKind
{
    Java,
    Python,
    R,
}
