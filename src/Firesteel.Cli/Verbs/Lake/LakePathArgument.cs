using Firesteel.Kube.Problems;
using Firesteel.Lake.Specification;

namespace Firesteel.Cli.Verbs.Lake;

/// <summary>An argument that must be an S3 path.</summary>
internal static class LakePathArgument
{
    public static S3Path Parse(string text) => S3Path.Parse(text)
        ?? throw new ProblemException(new Problem(Location.None, $"{text} is no S3 path", "write s3://bucket/key"));
}
