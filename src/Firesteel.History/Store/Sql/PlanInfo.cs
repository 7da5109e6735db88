namespace Firesteel.History.Store.Sql;

/// <summary>A physical plan as it is logged: a tree of operators.</summary>
public sealed class PlanInfo
{
    public string Name { get; internal set; } = "";
    public string Simple { get; internal set; } = "";
    public List<PlanInfo> Children { get; } = [];
    public List<SqlMetric> Metrics { get; } = [];
    public Dictionary<string, string> Metadata { get; } = [];

    /// <summary>Spark's equality: name, text and children; metrics and metadata do not count.</summary>
    public bool SameAs(PlanInfo other) =>
        Name == other.Name && Simple == other.Simple && Children.Count == other.Children.Count
        && Children.Zip(other.Children).All(pair => pair.First.SameAs(pair.Second));

    internal void Describe(Archive archive)
    {
        Name = archive.Text(Name);
        Simple = archive.Text(Simple);
        archive.List(Children, () => new PlanInfo(), (child, a) => child.Describe(a));
        var count = archive.Count(Metrics.Count);
        for (var i = 0; i < count; i++)
        {
            var metric = SqlMetric.Read(archive.Reading ? new SqlMetric("", 0, "") : Metrics[i], archive);
            if (archive.Reading)
                Metrics.Add(metric);
        }

        archive.Texts(Metadata);
    }
}
