using Firesteel.Spark.Api;

namespace Firesteel.Spark.Translation;

/// <summary>Behind an ingress with a path, Spark's UI has to know that path: its links and redirects begin with it. What the user sets wins.</summary>
internal sealed class UiProxyProperties : IPropertySource
{
    public IEnumerable<KeyValuePair<string, string>> Properties(SparkApplication application, SubmissionTarget target)
    {
        if (target.UiUrlFormat is not { } format || IngressUrl.Of(format, application, ApplicationSubmission.Identity(application, target).ApplicationId) is not { Path.Length: > 0 } url)
            yield break;
        yield return new("spark.ui.proxyBase", url.Path);
        yield return new("spark.ui.proxyRedirectUri", "/");
    }
}
