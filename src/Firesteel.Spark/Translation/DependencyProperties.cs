using Firesteel.Spark.Api;

namespace Firesteel.Spark.Translation;

/// <summary><c>deps</c>.</summary>
internal sealed class DependencyProperties : IPropertySource
{
    public IEnumerable<KeyValuePair<string, string>> Properties(SparkApplication application, SubmissionTarget target)
    {
        if (application.Spec.Deps is not { } dependencies)
            yield break;
        foreach (var (key, entries) in new (string, System.Collections.Immutable.ImmutableArray<string>)[]
        {
            ("spark.jars", dependencies.Jars), ("spark.files", dependencies.Files), ("spark.archives", dependencies.Archives),
            ("spark.submit.pyFiles", dependencies.PyFiles), ("spark.jars.packages", dependencies.Packages),
            ("spark.jars.excludes", dependencies.ExcludePackages), ("spark.jars.repositories", dependencies.Repositories),
        })
        {
            if (entries.Length > 0)
                yield return new(key, string.Join(',', entries.Select(entry => entry.Trim())));
        }
    }
}
