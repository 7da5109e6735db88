using System.Collections.Immutable;
using System.Text;
using Firesteel.Spark.Submission;
using Firesteel.Spark.Submission.Arguments;
using Firesteel.Spark.Submission.Releases;
using Firesteel.TestKit.Submissions;

namespace Firesteel.Tests.Spark.Submission;

public sealed class ArgumentTests
{
    private static readonly CaseFiles Files = new("/w", new Dictionary<string, byte[]>
    {
        ["/w/a.jar"] = [1],
        ["/w/b.jar"] = [1],
        ["/w/c.txt"] = [1],
        ["/w/conf/spark-env.sh"] = Encoding.UTF8.GetBytes("#!/bin/sh\nexport SPARK_USER=alice # who\nPYSPARK_PYTHON=\"/p y\"\nX=$(date)\nif true; then\n  export SPARK_LOCAL_DIRS='/s'\nfi\n"),
    }, new HashSet<string>());

    [Theory]
    [InlineData("file:/w/*.jar,local:///x.jar", "file:/w/a.jar,file:/w/b.jar,local:///x.jar")]
    [InlineData("file:/w/[bc].*", "file:/w/b.jar,file:/w/c.txt")]
    [InlineData("file:/w/none*.jar", "file:/w/none*.jar")]
    [InlineData("s3a://b/*.jar", "s3a://b/*.jar")]
    [InlineData("file:/w/{a,b}.jar", "file:/w/{a,b}.jar")]
    public void Globs_are_expanded_among_the_submitters_files(string list, string expanded) => Glob.ExpandList(list, Files).ShouldBe(expanded);

    [Fact]
    public void Plain_assignments_of_spark_env_count()
    {
        var submitter = EnvironmentScript.Apply(new Submitter("root", ImmutableDictionary<string, string>.Empty.Add("SPARK_CONF_DIR", "/w/conf"), Files, "/w"));
        submitter.User.ShouldBe("alice");
        submitter.Variable("PYSPARK_PYTHON").ShouldBe("/p y");
        submitter.Variable("SPARK_LOCAL_DIRS").ShouldBe("/s");
        submitter.Variable("X").ShouldBeNull();
    }

    [Theory]
    [InlineData("--master yarn --deploy-mode cluster --class C local:///a.jar", "Master must either be yarn or start with spark, k8s, or local")]
    [InlineData("--deploy-mode cluster --class C local:///a.jar", "Cluster deploy mode is not compatible with master \"local\"")]
    [InlineData("--master k8s://h:1 --deploy-mode side --class C local:///a.jar", "Deploy mode must be either client or cluster")]
    [InlineData("--master k8s://h:1 --deploy-mode cluster", "Missing application resource.")]
    [InlineData("--bogus=1 local:///a.jar", "Unrecognized option: --bogus")]
    [InlineData("--master k8s://h:1 --deploy-mode cluster --name", "Missing argument for option '--name'.")]
    [InlineData("--master k8s://h:1 --deploy-mode cluster --properties-file none.conf --class C local:///a.jar", "Invalid properties file 'none.conf'.")]
    [InlineData("--master k8s://h:1 --deploy-mode cluster --class C --jars={a,b}.jar local:///a.jar", "Unclosed group near index 1: {a")]
    [InlineData("--master k8s://h:1 --deploy-mode cluster --class C --jars=local:///a.jar,\tlocal:///b.jar local:///a.jar", "java.net.URISyntaxException: Illegal character in scheme name at index 0: \tlocal:")]
    [InlineData("--master k8s://h:1 --deploy-mode cluster --class C --jars=a.jar,\tb.jar local:///a.jar", "Uploading file /w/\tb.jar failed...")]
    [InlineData("--master k8s://h:1 --deploy-mode cluster --proxy-user u --principal p --class C local:///a.jar", "Only one of --proxy-user or --principal can be provided.")]
    public void Refusals_use_Sparks_words(string arguments, string what)
    {
        var (_, problems) = SubmitCommandLine.Read(arguments.Split(' '), SparkReleases.For("4.1.0"), new Submitter("root", ImmutableDictionary<string, string>.Empty, Files, "/w"), RecordedSubmission.Identity);
        problems.Select(problem => problem.What).ShouldContain(what);
    }

    [Theory]
    [InlineData("k8s://host:6443", "k8s://https://host:6443")]
    [InlineData("k8s://http://127.0.0.1:8001", "k8s://http://127.0.0.1:8001")]
    public void A_master_gets_a_scheme(string master, string normalised)
    {
        var (request, problems) = SubmitCommandLine.Read(["--master", master, "--deploy-mode", "cluster", "--class", "C", "local:///a.jar"], SparkReleases.For("3.5.7"), Submitter.Unknown, RecordedSubmission.Identity);
        problems.ShouldBeEmpty();
        request!.Properties["spark.master"].ShouldBe(normalised);
    }
}
