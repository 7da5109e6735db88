using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Firesteel.Embedded.Runtimes;

namespace Firesteel.Embedded.Node.Images;

/// <summary>Which local thing stands in for which image; pure. The user's rules come first.</summary>
public static partial class ImageMapping
{
    /// <summary>Images that are little more than a shell; the host's own shell does as well.</summary>
    private static readonly ImmutableHashSet<string> ShellImages =
        ["busybox", "alpine", "debian", "ubuntu", "bash", "fedora", "rockylinux", "almalinux", "centos", "ubi", "ubi8", "ubi9", "ubi-minimal", "ubi9-minimal"];

    /// <returns>The target, or why there is none.</returns>
    public static (ImageTarget? Target, string? Failure) Resolve(string image, ImmutableArray<ImageRule> rules, ImmutableArray<SparkRuntime> runtimes)
    {
        if (ImageName.Parse(image) is not { } name)
            return (null, $"Failed to apply default image tag \"{image}\": couldn't parse image name \"{image}\": invalid reference format");

        var target = rules.FirstOrDefault(rule => rule.Covers(image) || rule.Covers(name.ToString()))?.Target ?? Guess(name);
        return target switch
        {
            null => (null, $"no program of this machine is known to stand in for the image \"{image}\"; start with --image {image}=spark:VERSION, =firesteel or =host"),
            ImageTarget.Spark spark when Choose(spark.Version, runtimes) is null => (null, NoSpark(image, spark.Version, runtimes)),
            _ => (target, null),
        };
    }

    /// <summary>Exactly this version, else the highest of the same minor line; with only a major or minor given, the highest of it.</summary>
    public static SparkRuntime? Choose(string version, ImmutableArray<SparkRuntime> runtimes) =>
        runtimes.FirstOrDefault(runtime => runtime.Version == version)
        ?? runtimes.Where(runtime => OnLine(runtime.Version, MinorLine(version))).MaxBy(runtime => Order(runtime.Version));

    private static ImageTarget? Guess(ImageName name)
    {
        if (name.Base == "firesteel")
            return new ImageTarget.Firesteel();
        if (name.Repository.Contains("spark", StringComparison.Ordinal) && (Version().Match(name.Tag) is { Success: true } tagged ? tagged : Version().Match(name.Base)) is { Success: true } found)
            return new ImageTarget.Spark(found.Value);
        if (SparkVersion().Match(name.Tag) is { Success: true } inTag)
            return new ImageTarget.Spark(inTag.Groups[1].Value);
        return ShellImages.Contains(name.Base) ? new ImageTarget.Host() : null;
    }

    private static string NoSpark(string image, string version, ImmutableArray<SparkRuntime> runtimes)
    {
        var known = runtimes.IsEmpty ? "no Spark is installed here" : $"here are {string.Join(", ", runtimes.Select(runtime => runtime.Version).Order(StringComparer.Ordinal))}";
        return $"no Spark {MinorLine(version)} stands in for the image \"{image}\" ({known}); " +
            $"start with --spark-home DIRECTORY of a Spark {MinorLine(version)} or with --image {image}=spark:VERSION";
    }

    private static string MinorLine(string version) => string.Join('.', version.Split('.').Take(2));

    private static bool OnLine(string version, string line) => version == line || version.StartsWith(line + ".", StringComparison.Ordinal);

    private static Version Order(string version) => System.Version.TryParse(version.Split('-')[0], out var parsed) ? parsed : new Version(0, 0);

    [GeneratedRegex(@"(?<![\d.])\d+\.\d+(\.\d+)?(?![\d])")]
    private static partial Regex Version();

    [GeneratedRegex(@"spark[-_v]?(\d+\.\d+(\.\d+)?)")]
    private static partial Regex SparkVersion();
}
