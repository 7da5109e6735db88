using Firesteel.Lake.Specification;

namespace Firesteel.Lake.Transfers;

/// <summary>One end of a copy: an S3 path, a file or directory of this machine, or a standard stream.</summary>
/// <param name="S3">Null when it is local.</param>
/// <param name="Path">As written; <c>-</c> is standard input or output.</param>
public sealed record LocalOrS3(S3Path? S3, string Path)
{
    public bool IsStream => S3 is null && Path == "-";

    /// <summary>Whether something goes below it rather than in its place.</summary>
    public bool MeansDirectory => S3 is { } s3 ? s3.Key.Length == 0 || s3.Key.EndsWith('/') : Path.EndsWith('/') || Directory.Exists(Path);

    public static LocalOrS3 Parse(string text) => new(S3Path.Parse(text), text);

    public override string ToString() => S3?.ToString() ?? Path;
}
