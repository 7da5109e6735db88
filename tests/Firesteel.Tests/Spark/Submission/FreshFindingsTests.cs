using System.Collections.Immutable;
using System.Text;
using System.Text.Json.Nodes;
using Firesteel.Spark.Submission;
using Firesteel.Spark.Submission.Properties;
using Firesteel.Spark.Submission.Releases;
using Firesteel.Spark.Submission.Templates;
using Firesteel.TestKit.Submissions;

namespace Firesteel.Tests.Spark.Submission;

/// <summary>What comparing drawn configurations with the real spark-submit showed.</summary>
public sealed class FreshFindingsTests
{
    [Theory]
    [InlineData("3.5.7", "spark.driver.cores", " 2 ", "Driver cores must be a positive number")]
    [InlineData("3.5.7", "spark.blockManager.port", "${spark.driver.port}", "Illegal value for config key spark.blockManager.port: For input string: \"${spark.driver.port}\"")]
    [InlineData("4.1.0", "spark.connect.grpc.binding.port", "abc", "Illegal value for config key spark.connect.grpc.binding.port: For input string: \"abc\"")]
    [InlineData("3.5.7", "spark.driver.memoryOverhead", "10%", "Size must be specified as bytes (b), kibibytes (k), mebibytes (m), gibibytes (g), tebibytes (t), or pebibytes(p). E.g. 50b, 100k, or 250m. Failed to parse byte string: 10%")]
    [InlineData("4.1.0", "spark.driver.memoryOverhead", "10%", "[INVALID_CONF_VALUE.TYPE_MISMATCH] The value '10%' in the config \"spark.driver.memoryOverhead\" is invalid. It should be a/an 'bytes in MiB' value. SQLSTATE: 22022")]
    [InlineData("3.5.7", "spark.kubernetes.namespace", "", "namespace not specified for an operation requiring one.")]
    [InlineData("3.5.7", "spark.kubernetes.namespace", "${env:NS}", "An error has occurred. ${env:NS} cannot be part of a URL")]
    [InlineData("3.5.7", "spark.kubernetes.submission.connectionTimeout", "5s", "spark.kubernetes.submission.connectionTimeout should be int, but was 5s")]
    [InlineData("3.5.7", "spark.kubernetes.driver.request.cores", "1e3m", "Invalid quantity string format passed")]
    [InlineData("3.5.7", "spark.driver.resource.gpu.amount", "one", "For input string: \"one\"")]
    public void A_wrong_value_is_refused_in_Sparks_words(string version, string key, string value, string what) =>
        Build(version, Submitter.Unknown, KeyValuePair.Create(key, value)).Problems.Select(problem => problem.What).ShouldContain(what);

    [Fact]
    public void An_empty_variable_is_a_value()
    {
        var environment = ImmutableDictionary<string, string>.Empty.Add("SPARK_USER", "").Add("SPARK_LOCAL_DIRS", "");
        var driver = Build("3.5.7", Submitter.Unknown with { Environment = environment }).Driver.Json["spec"]!["containers"]![0]!["env"]!.AsArray();
        ((string?)driver.First(item => (string?)item!["name"] == "SPARK_USER")!["value"]).ShouldBe("");
        ((string?)driver.First(item => (string?)item!["name"] == "SPARK_LOCAL_DIRS")!["value"]).ShouldBe("");
    }

    [Fact]
    public void A_conf_directory_may_end_in_a_slash()
    {
        var files = new CaseFiles("/w", new Dictionary<string, byte[]> { ["/w/conf/core-site.xml"] = Encoding.UTF8.GetBytes("<x/>") }, new HashSet<string>());
        var submitter = new Submitter("root", ImmutableDictionary<string, string>.Empty.Add("SPARK_CONF_DIR", "/w/conf/"), files, "/w");
        Build("3.5.7", submitter).Owned[^1].Json["data"]!.AsObject().ContainsKey("core-site.xml").ShouldBeTrue();
    }

    [Fact]
    public void A_continued_line_may_end_as_on_Windows() =>
        JavaProperties.Read("spark.a=one,\\\r\n    two\r\nspark.b=1\r\n").ShouldBe(ImmutableDictionary<string, string>.Empty.Add("spark.a", "one,two").Add("spark.b", "1"), ignoreOrder: true);

    [Theory]
    [InlineData("1e3", "1000.0")]
    [InlineData("1.50", "1.5")]
    [InlineData("~", "~")]
    public void A_scalar_where_text_belongs_is_shown_as_the_JVM_shows_it(string written, string shown)
    {
        var (pod, problem) = PodTemplateText.Read($"metadata:\n  annotations:\n    a: {written}\nspec: {{}}\n", octal: false);
        problem.ShouldBeNull();
        ((string?)pod!["metadata"]!["annotations"]!["a"]).ShouldBe(shown);
    }

    [Fact]
    public void Digits_behind_the_point_of_an_integer_are_cut_off()
    {
        var (pod, _) = PodTemplateText.Read("spec:\n  terminationGracePeriodSeconds: 60.0\n", octal: false);
        JsonNode.DeepEquals(pod!["spec"]!["terminationGracePeriodSeconds"], JsonValue.Create(60)).ShouldBeTrue();
    }

    private static SubmissionResult Build(string version, Submitter submitter, params KeyValuePair<string, string>[] properties) => DriverSubmission.Build(new SubmissionRequest
    {
        Release = SparkReleases.For(version),
        Properties = ImmutableDictionary<string, string>.Empty.Add("spark.kubernetes.container.image", "i").SetItems(properties),
        MainClass = "C",
        Resource = "local:///a.jar",
        Identity = RecordedSubmission.Identity,
        Submitter = submitter,
    });
}
