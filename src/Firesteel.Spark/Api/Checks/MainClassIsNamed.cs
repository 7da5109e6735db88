using Firesteel.Kube.Problems;

namespace Firesteel.Spark.Api.Checks;

/// <summary>A jar needs a main class: the manifest cannot be read from here.</summary>
internal sealed class MainClassIsNamed : IApplicationCheck
{
    public IEnumerable<Problem> Check(SparkApplication application)
    {
        var spec = application.Spec;
        if (spec.MainClass is null && spec.MainApplicationFile is { } file && file.EndsWith(".jar", StringComparison.Ordinal))
            yield return new(Location.Field("spec.mainClass"), $"mainClass is missing for {file}", "name the class with the main method");
    }
}
