using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Firesteel.Embedded.Node.Containers;
using Firesteel.Embedded.Runtimes;

namespace Firesteel.Embedded.Node.Images;

/// <summary>Builds what a container sees for a target; looks at the host's directories, changes nothing.</summary>
public sealed class ImageViews(ImmutableArray<SparkRuntime> runtimes, ImmutableArray<ImageRule> rules, FiresteelProgram program, PythonPrefix python)
{
    private const string BasePath = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";
    private const string SparkHome = "/opt/spark";
    private const string JavaHome = "/opt/java/openjdk";

    private const string FiresteelHome = "/opt/firesteel";

    /// <summary>What Spark's image does not have although a distribution may: settings and leftovers of the host's own use.</summary>
    private static readonly ImmutableHashSet<string> NotInImage = ["conf", "work-dir", "work", "logs", "metastore_db"];

    /// <returns>The view, or why there is none.</returns>
    public (ImageView? View, string? Failure) Find(string image)
    {
        var (target, failure) = ImageMapping.Resolve(image, rules, runtimes);
        var name = ImageName.Parse(image);
        return target switch
        {
            ImageTarget.Spark spark => (OfSpark(name!, ImageMapping.Choose(spark.Version, runtimes)!), null),
            ImageTarget.Firesteel => (OfFiresteel(name!), null),
            ImageTarget.Host => (OfHost(name!), null),
            _ => (null, failure),
        };
    }

    private ImageView OfSpark(ImageName name, SparkRuntime runtime)
    {
        var mounts = ImmutableArray.CreateBuilder<ContainerMount>();
        foreach (var entry in new DirectoryInfo(runtime.Home).EnumerateFileSystemInfos().OrderBy(entry => entry.Name, StringComparer.Ordinal))
        {
            if (!NotInImage.Contains(entry.Name))
                mounts.Add(new(Physical(entry.FullName), $"{SparkHome}/{entry.Name}", ReadOnly: true));
        }

        mounts.Add(new(runtime.JavaHome, runtime.JavaHome, ReadOnly: true));
        var pythonPath = "";
        foreach (var prefix in runtime.Python is null ? [] : python.Of(runtime.Python))
        {
            mounts.Add(new(prefix, prefix, ReadOnly: true));
            pythonPath += $"{prefix}/bin:";
        }

        return Bare(name, runtime.Home) with
        {
            Mounts = mounts.ToImmutable(),
            Links = ImmutableSortedDictionary<string, string>.Empty.Add(JavaHome, runtime.JavaHome),
            Directories = [$"{SparkHome}/conf", $"{SparkHome}/work-dir"],
            Files = ImmutableSortedDictionary<string, string>.Empty
                .Add("/opt/entrypoint.sh", SparkScripts.Entrypoint).Add("/opt/decom.sh", SparkScripts.Decommission),
            Entrypoint = ["/opt/entrypoint.sh"],
            Command = [],
            Environment =
            [
                new("PATH", $"{JavaHome}/bin:{(pythonPath.StartsWith("/usr/bin:", StringComparison.Ordinal) ? "" : pythonPath)}{BasePath}"),
                new("JAVA_HOME", JavaHome), new("SPARK_HOME", SparkHome),
            ],
            WorkingDirectory = $"{SparkHome}/work-dir",
        };
    }

    private ImageView OfFiresteel(ImageName name)
    {
        var directory = Path.GetDirectoryName(program.Assembly)!;
        return Bare(name, directory) with
        {
            // Places of their own: where they lie on the host, a pod may have mounted something else.
            Mounts = [new(directory, $"{FiresteelHome}/app", ReadOnly: true), new(program.DotnetRoot, $"{FiresteelHome}/dotnet", ReadOnly: true)],
            Entrypoint = [$"{FiresteelHome}/dotnet/dotnet", $"{FiresteelHome}/app/{Path.GetFileName(program.Assembly)}"],
            Environment = [new("PATH", BasePath), new("DOTNET_ROOT", $"{FiresteelHome}/dotnet"), new("DOTNET_CLI_TELEMETRY_OPTOUT", "1")],
        };
    }

    private static ImageView OfHost(ImageName name) => Bare(name, "/") with { Command = ["/bin/sh"] };

    private static ImageView Bare(ImageName name, string home) => new(
        name.ToString(),
        $"{name.Registry}/{name.Repository}@sha256:{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{name}\n{home}")))}",
        [], ImmutableSortedDictionary<string, string>.Empty, [], ImmutableSortedDictionary<string, string>.Empty, [], [], [new("PATH", BasePath)], "/");

    /// <summary>A bind mount needs the real thing: a symbolic link in a distribution may point anywhere.</summary>
    private static string Physical(string path) =>
        (File.GetAttributes(path).HasFlag(FileAttributes.ReparsePoint) ? File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName : null) ?? path;
}
