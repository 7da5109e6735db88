using Firesteel.Kube.Problems;

namespace Firesteel.Embedded.Runtimes.Spark;

/// <summary>
/// A directory of archives named <c>spark-VERSION.tar.xz</c> or Apache's <c>spark-VERSION-bin-….tgz</c>, with a <c>SHA256SUMS</c> beside them if there is one.
/// Named by <c>FIRESTEEL_SPARK_BUNDLES</c>.
/// </summary>
internal sealed class BundleSource : ISparkSource
{
    public async Task<SparkHome?> FindAsync(SparkLine line, RuntimeSearch search, CancellationToken stop)
    {
        var directory = search.Environment("FIRESTEEL_SPARK_BUNDLES") is { Length: > 0 } named ? named : search.DefaultBundles;
        if (directory is null || !Directory.Exists(directory))
            return null;
        var archive = Directory.EnumerateFiles(directory, $"spark-{line.Name}.*").Where(IsArchive).Order(StringComparer.Ordinal).LastOrDefault();
        if (archive is null)
            return null;

        var version = Path.GetFileName(archive)["spark-".Length..].Split("-bin")[0].Replace(".tar.xz", "", StringComparison.Ordinal).Replace(".tgz", "", StringComparison.Ordinal);
        var target = Path.Combine(search.Cache.Spark, version);
        if (!Archive.IsComplete(target))
        {
            search.Tell($"unpacking Spark {version} from {archive} into {target} (once)");
            await VerifyAsync(archive, Path.Combine(directory, "SHA256SUMS"), stop);
            await Archive.UnpackAsync(archive, target, stripComponents: archive.EndsWith(".tgz", StringComparison.Ordinal) ? 1 : 0, stop);
        }

        return SparkHome.Read(target, $"bundle {Path.GetFileName(archive)}");
    }

    private static bool IsArchive(string file) => file.EndsWith(".tar.xz", StringComparison.Ordinal) || file.EndsWith(".tgz", StringComparison.Ordinal);

    private static async Task VerifyAsync(string archive, string sums, CancellationToken stop)
    {
        if (!File.Exists(sums))
            return;
        var line = (await File.ReadAllLinesAsync(sums, stop)).FirstOrDefault(text => text.EndsWith(" " + Path.GetFileName(archive), StringComparison.Ordinal));
        if (line is not null && !await Archive.HasHashAsync(archive, line.Split(' ')[0], stop))
            throw new ProblemException(new Problem(new(archive), "the archive is damaged: its SHA-256 is not the one in SHA256SUMS", "copy it again"));
    }
}
