namespace Firesteel.Spark.Submission;

/// <summary>There is nothing to read.</summary>
public sealed class NoSubmitterFiles : ISubmitterFiles
{
    public static NoSubmitterFiles Instance { get; } = new();

    public byte[]? Read(string path) => null;

    public IReadOnlyList<string>? List(string directory) => null;
}
