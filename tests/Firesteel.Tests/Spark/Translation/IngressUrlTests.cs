using Firesteel.Spark.Translation;

namespace Firesteel.Tests.Spark.Translation;

public sealed class IngressUrlTests
{
    [Theory]
    [InlineData("https://spark.example.com/{{$appNamespace}}/{{ $appName }}", "https://spark.example.com/jobs/pi", "spark.example.com", "/jobs/pi")]
    [InlineData("https://spark.example.com/{{$appNamespace}}/{{$appName}}/", "https://spark.example.com/jobs/pi", "spark.example.com", "/jobs/pi")]
    [InlineData("{{$appName}}.{{$appNamespace}}.apps.example.com", "http://pi.jobs.apps.example.com", "pi.jobs.apps.example.com", "")]
    [InlineData("spark.example.com/{{$appId}}", "http://spark.example.com/spark-1", "spark.example.com", "/spark-1")]
    [InlineData("https://spark.example.com:8443/ui/{{$appName}}", "https://spark.example.com:8443/ui/pi", "spark.example.com:8443", "/ui/pi")]
    public void Names_are_put_into_the_format(string format, string whole, string host, string path)
    {
        var url = IngressUrl.Of(format, "pi", "jobs", "spark-1").ShouldNotBeNull();
        url.ToString().ShouldBe(whole);
        url.Host.ShouldBe(host);
        url.Path.ShouldBe(path);
    }

    [Theory, InlineData("https://"), InlineData("ftp://a/b"), InlineData("https://a b/c"), InlineData("https://spark.example.com/{{$appname}}"), InlineData("https://spark.example.com/{{.Name}}")]
    public void What_is_no_URL_is_none(string format) => IngressUrl.Of(format, "pi", "jobs", "spark-1").ShouldBeNull();
}
