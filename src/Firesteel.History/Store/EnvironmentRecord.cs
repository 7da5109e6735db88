namespace Firesteel.History.Store;

/// <summary>The last environment that the log holds; keys sorted.</summary>
public sealed class EnvironmentRecord
{
    public SortedDictionary<string, string> Jvm { get; } = new(StringComparer.Ordinal);
    public SortedDictionary<string, string> Spark { get; } = new(StringComparer.Ordinal);
    public SortedDictionary<string, string> Hadoop { get; } = new(StringComparer.Ordinal);
    public SortedDictionary<string, string> System { get; } = new(StringComparer.Ordinal);
    public SortedDictionary<string, string> Metrics { get; } = new(StringComparer.Ordinal);
    public SortedDictionary<string, string> Classpath { get; } = new(StringComparer.Ordinal);

    /// <summary>Entries of all kinds; most are Hadoop's, well over a thousand.</summary>
    public int Count => Jvm.Count + Spark.Count + Hadoop.Count + System.Count + Metrics.Count + Classpath.Count;

    internal void Replace(EnvironmentRecord other)
    {
        Replace(Jvm, other.Jvm);
        Replace(Spark, other.Spark);
        Replace(Hadoop, other.Hadoop);
        Replace(System, other.System);
        Replace(Metrics, other.Metrics);
        Replace(Classpath, other.Classpath);
    }

    internal void Describe(Archive archive)
    {
        archive.Texts(Jvm);
        archive.Texts(Spark);
        archive.Texts(Hadoop);
        archive.Texts(System);
        archive.Texts(Metrics);
        archive.Texts(Classpath);
    }

    private static void Replace(SortedDictionary<string, string> target, SortedDictionary<string, string> source)
    {
        target.Clear();
        foreach (var (key, value) in source)
            target[key] = value;
    }
}
