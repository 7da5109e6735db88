namespace Firesteel.Spark.Submission;

/// <summary>A file of the submitter that has to be copied before the driver starts.</summary>
/// <param name="Source">Absolute path.</param>
/// <param name="Target">URI below <c>spark.kubernetes.file.upload.path</c>.</param>
public sealed record Upload(string Source, string Target);
