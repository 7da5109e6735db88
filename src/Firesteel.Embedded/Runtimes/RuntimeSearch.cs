namespace Firesteel.Embedded.Runtimes;

/// <summary>What the search for Spark and Java may look at. Everything of the outside world that it depends on stands here.</summary>
/// <param name="Environment">Looks an environment variable up.</param>
/// <param name="SparkHomes">From <c>--spark-home</c>, before everything else.</param>
/// <param name="DefaultBundles">Directory of bundles when <c>FIRESTEEL_SPARK_BUNDLES</c> is not set; need not exist.</param>
/// <param name="Download">False after <c>--no-download</c>: nothing is fetched from anywhere.</param>
/// <param name="Mirror">Base address of Apache's archive or a mirror of it, without a slash at the end.</param>
/// <param name="Tell">Says what is about to be done, in one line, before it is done.</param>
public sealed record RuntimeSearch(
    Func<string, string?> Environment,
    IReadOnlyList<string> SparkHomes,
    string? DefaultBundles,
    FiresteelCache Cache,
    bool Download,
    string Mirror,
    IProgress<TransferProgress> Progress,
    Action<string> Tell)
{
    /// <summary>Directories of installed Javas.</summary>
    public IReadOnlyList<string> JavaDirectories { get; init; } = ["/usr/lib/jvm", "/usr/lib64/jvm"];

    public const string ApacheArchive = "https://archive.apache.org/dist/spark";
}
