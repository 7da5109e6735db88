namespace Firesteel.Spark.Submission;

/// <summary>Spark's submission id on Kubernetes: <c>[namespace:]pod</c>; a name that ends in <c>*</c> means all drivers that begin so.</summary>
public sealed record DriverAddress(string Namespace, string Name)
{
    public bool IsPattern => Name.EndsWith('*');

    public static DriverAddress Parse(string id) => id.Split(':', 2) is [var @namespace, var name] ? new(@namespace, name) : new("default", id);

    public bool Matches(string pod) => IsPattern ? pod.StartsWith(Name[..^1], StringComparison.Ordinal) : pod == Name;
}
