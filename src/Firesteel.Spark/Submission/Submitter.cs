using System.Collections.Immutable;

namespace Firesteel.Spark.Submission;

/// <summary>Who submits and what can be seen from there: Spark's client reads its environment and some files.</summary>
/// <param name="SystemUser">The operating system's user, the last source of <c>SPARK_USER</c>.</param>
/// <param name="WorkingDirectory">Relative paths start here.</param>
public sealed record Submitter(
    string SystemUser, ImmutableDictionary<string, string> Environment, ISubmitterFiles Files, string WorkingDirectory = "/")
{
    /// <summary>No environment and no files: the operator, which reads nothing from its own machine.</summary>
    public static Submitter Unknown { get; } = new("spark", ImmutableDictionary<string, string>.Empty, NoSubmitterFiles.Instance);

    /// <returns>Null when unset; empty is a value, as it is to Spark.</returns>
    internal string? Variable(string name) => Environment.GetValueOrDefault(name);

    /// <summary>Where Spark's launcher looks for configuration files; an empty variable is as good as none.</summary>
    internal string? ConfigurationDirectory => Variable("SPARK_CONF_DIR") is { Length: > 0 } directory ? directory.TrimEnd('/') : null;

    internal string User => Variable("SPARK_USER") ?? Variable("HADOOP_USER_NAME") ?? SystemUser;
}
