namespace Firesteel.Spark.Submission;

/// <summary>The submitter's files as a snapshot. Paths are absolute; a pod template may also be asked for by its URL.</summary>
public interface ISubmitterFiles
{
    /// <returns>Null when there is no regular file.</returns>
    byte[]? Read(string path);

    /// <returns>Names of the regular files directly in the directory; null when it is no directory.</returns>
    IReadOnlyList<string>? List(string directory);
}
