using Firesteel.Kube.Problems;

namespace Firesteel.Embedded.Runtimes;

/// <summary>Something that the machine must have, and the command that installs it.</summary>
/// <param name="Name">As a person says it.</param>
public sealed record Prerequisite(string Name, string Why, string Debian, string Fedora, string Alpine)
{
    public static Prerequisite Java { get; } = new(
        "Java 17 or 21", "Spark runs on it", "openjdk-17-jre-headless", "java-17-openjdk-headless", "openjdk17-jre-headless");

    public static Prerequisite Unshare { get; } = new("unshare", "a pod is a process in namespaces of its own", "util-linux", "util-linux", "util-linux");

    public static Prerequisite Tar { get; } = new("tar", "it unpacks Spark", "tar", "tar", "tar");

    public static Prerequisite Xz { get; } = new("xz", "it unpacks Spark's bundle", "xz-utils", "xz", "xz");

    public static Prerequisite Python { get; } = new("python3", "Python applications run on it", "python3", "python3", "python3");

    public static Prerequisite Bash { get; } = new("bash", "Spark's own scripts are written in it", "bash", "bash", "bash");

    /// <summary>One line: what is missing and the command for each family of systems.</summary>
    public Problem Missing(string? found = null, Severity severity = Severity.Error) => new(
        Location.None,
        $"{Name} is missing{(found is null ? "" : $" (found {found})")}; {Why}",
        $"Debian/Ubuntu: sudo apt-get install {Debian}; Fedora: sudo dnf install {Fedora}; Alpine: sudo apk add {Alpine}",
        severity);
}
