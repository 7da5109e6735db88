using System.Collections.Immutable;

namespace Firesteel.Lake.Specification;

/// <summary>What a release line of Spark was built with; the one table of such differences. Source: the poms of the releases, as in the reference on S3 lakes.</summary>
/// <param name="Line">For instance <c>3.5</c>.</param>
/// <param name="HadoopAws">The only hadoop-aws that fits.</param>
/// <param name="SdkJar">The only AWS SDK bundle that fits it.</param>
/// <param name="SdkV2">S3A is built on the AWS SDK for Java 2 (Hadoop 3.4), which dropped signature version 2.</param>
/// <param name="MagicByDefault">The magic committer is used unless turned off.</param>
/// <param name="KeepsMarkers">Directory markers are kept by default.</param>
public sealed record SparkRelease(string Line, string HadoopAws, string SdkJar, string Scala, bool SdkV2, bool MagicByDefault, bool KeepsMarkers)
{
    public static ImmutableArray<SparkRelease> All { get; } =
    [
        new("3.4", "3.3.4", "aws-java-sdk-bundle-1.12.262", "2.12", SdkV2: false, MagicByDefault: false, KeepsMarkers: false),
        new("3.5", "3.3.4", "aws-java-sdk-bundle-1.12.262", "2.12", SdkV2: false, MagicByDefault: false, KeepsMarkers: false),
        new("4.0", "3.4.1", "bundle-2.24.6", "2.13", SdkV2: true, MagicByDefault: false, KeepsMarkers: true),
        new("4.1", "3.4.2", "bundle-2.29.52", "2.13", SdkV2: true, MagicByDefault: true, KeepsMarkers: true),
    ];

    /// <param name="version">For instance <c>3.5.7</c> or <c>3.5</c>.</param>
    public static SparkRelease? Find(string version) =>
        All.FirstOrDefault(release => version == release.Line || version.StartsWith(release.Line + ".", StringComparison.Ordinal));
}
