using System.Collections.Immutable;

namespace Firesteel.Spark.Submission.Arguments;

/// <summary>Properties that the argument processor adds or rewrites before the Kubernetes client sees them. Source: native-submission §1.2, §1.6.</summary>
internal static class SubmitDefaults
{
    public static ImmutableDictionary<string, string> Apply(
        ImmutableDictionary<string, string> properties, string workingDirectory, SubmissionIdentity identity, ApplicationKind kind, string? resource)
    {
        foreach (var list in SubmitOption.PathLists)
        {
            if (properties.GetValueOrDefault(list) is { } value)
                properties = properties.SetItem(list, ResourceUri.ResolveList(value, workingDirectory));
        }

        if (kind == ApplicationKind.Java)
        {
            string?[] jars = [properties.GetValueOrDefault("spark.jars"), resource == ResourceUri.None ? null : resource];
            properties = properties.SetItem("spark.jars", string.Join(',', jars.Where(jar => !string.IsNullOrEmpty(jar))));
        }

        if (!properties.ContainsKey("spark.submit.pyFiles"))
            properties = properties.SetItem("spark.submit.pyFiles", "");
        if (!properties.ContainsKey("spark.app.submitTime"))
            properties = properties.SetItem("spark.app.submitTime", identity.SubmittedAt.ToUnixTimeMilliseconds().ToString());
        return properties.SetItem("spark.submit.deployMode", "cluster").Remove("spark.driver.host");
    }
}
