using Firesteel.Kube.Problems;

namespace Firesteel.Spark.Api.Checks;

/// <summary>A path without a scheme would be looked up on the operator.</summary>
internal sealed class MainFileIsReachable : IApplicationCheck
{
    public IEnumerable<Problem> Check(SparkApplication application)
    {
        var (file, type) = (application.Spec.MainApplicationFile, application.Spec.Type);
        if (file is null)
            yield break;
        if (file.StartsWith('/') || file.StartsWith("file:", StringComparison.Ordinal))
            yield return new(Location.Field("spec.mainApplicationFile"), $"{file} would be read from the operator", $"write local://{(file.StartsWith('/') ? file : file["file:".Length..].Replace("//", ""))} for a file in the image, or put it into object storage");
        if (type == ApplicationType.Python && !file.EndsWith(".py", StringComparison.Ordinal))
            yield return new(Location.Field("spec.mainApplicationFile"), $"{file} is not a .py file, Spark would run it as a jar", "name a file that ends in .py", Severity.Warning);
    }
}
