using System.Text.RegularExpressions;
using Firesteel.Kube.Problems;
using Firesteel.Lake.Rules.Configurations;
using Firesteel.Lake.SparkSettings;
using Firesteel.Lake.Specification;

namespace Firesteel.Lake.Rules.Committers;

/// <summary>The magic committer is asked for, but not all of what it needs.</summary>
internal sealed partial class CommitterClasses : IConfigurationRule, ILogRule
{
    public RuleInfo Info { get; } = new("lake/committer-classes", Severity.Error, "The magic committer is only half switched on",
        "Spark asks Hadoop for a committer through two classes of its own (PathOutputCommitProtocol, BindingParquetOutputCommitter, in the jar spark-hadoop-cloud) and Hadoop through a factory for the scheme. With one missing, the job silently renames as before.");

    public IEnumerable<Finding> Check(SparkConfiguration configuration)
    {
        var name = configuration.S3A("committer.name").LastOrDefault();
        var shortForm = configuration.Properties.LastOrDefault(property => property.Bucket("committer.magic.enabled") is not null);
        if (name?.Value is not ("magic" or "directory" or "partitioned") || shortForm is { IsTrue: true } || configuration.Release is { MagicByDefault: true })
            yield break;
        (string Name, string Value)[] missing = [.. CommitterProperties.Magic.Where(wanted => wanted.Name != name.Name && configuration.Find(wanted.Name)?.Value != wanted.Value && (name.Value == "magic" || !wanted.Name.EndsWith("magic.enabled", StringComparison.Ordinal)))];
        if (configuration.Find(CommitterProperties.Magic[0].Name) is null)
            missing = [.. missing.Where(wanted => wanted.Name != CommitterProperties.Magic[0].Name)]; // true by default since Hadoop 3.3.1
        if (missing.Length > 0)
            yield return Info.At(name.Where, $"{name.Name} is {name.Value}, but {string.Join(", ", missing.Select(wanted => wanted.Name))} {(missing.Length == 1 ? "does" : "do")} not say so: Spark goes on renaming",
                $"set {string.Join(", ", missing.Select(wanted => $"{wanted.Name}={wanted.Value}"))}; the jar spark-hadoop-cloud must be there", configuration.Set([.. missing.Select(wanted => (wanted.Name, (string?)wanted.Value))]));
    }

    public IEnumerable<Finding> Check(LogLine line)
    {
        if (NoMagic().IsMatch(line.Text))
            yield return Info.At(line.Where, "the file system has the magic committer switched off", "set spark.hadoop.fs.s3a.committer.magic.enabled=true");
        else if (NoClass().Match(line.Text) is { Success: true } match)
            yield return Info.At(line.Where, $"{match.Groups["class"].Value} is not on the class path", $"add spark-hadoop-cloud of Spark's own version and Scala: {string.Join(", ", SparkRelease.All.Skip(1).Select(release => $"spark-hadoop-cloud_{release.Scala}-{release.Line}.x"))}");
    }

    [GeneratedRegex(@"Filesystem does not have support for 'magic' committer|has a magic path, but the filesystem has magic file support disabled")]
    private static partial Regex NoMagic();

    [GeneratedRegex(@"ClassNotFoundException:? (?<class>org\.apache\.spark\.internal\.io\.cloud\.\w+)|Class (?<class>org\.apache\.hadoop\.fs\.s3a\.commit\.S3ACommitterFactory) not found")]
    private static partial Regex NoClass();
}
