using System.Collections.Immutable;
using Firesteel.Embedded.Node.Images;
using Firesteel.Embedded.Runtimes;

namespace Firesteel.Tests.Embedded.Node.Images;

public sealed class ImageMappingTests
{
    private static readonly ImmutableArray<SparkRuntime> Runtimes =
        [new("3.5.7", "/spark357", "/java", null), new("3.5.10", "/spark3510", "/java", null), new("4.1.0", "/spark410", "/java", null)];

    [Theory]
    [InlineData("spark:3.5.7", "3.5.7")]
    [InlineData("apache/spark:3.5.7-python3", "3.5.7")]
    [InlineData("docker.io/apache/spark:3.5", "3.5.10")]
    [InlineData("docker.io/someone/spark-py:4.1.0", "4.1.0")]
    [InlineData("spark:4.1.0-scala2.13-java21-python3-ubuntu", "4.1.0")]
    [InlineData("spark:3.5.3", "3.5.10")]
    [InlineData("localhost:5000/team/spark-3.5.7:latest", "3.5.7")]
    [InlineData("registry.corp:8443/data/etl:spark-4.1.0-b7", "4.1.0")]
    [InlineData("ghcr.io/apache/spark-docker/spark:3.5.7@sha256:0123", "3.5.7")]
    public void A_spark_image_is_the_same_version_else_the_newest_of_its_line(string image, string version)
    {
        var (target, failure) = ImageMapping.Resolve(image, [], Runtimes);
        failure.ShouldBeNull();
        ImageMapping.Choose(target.ShouldBeOfType<ImageTarget.Spark>().Version, Runtimes)!.Version.ShouldBe(version);
    }

    [Theory]
    [InlineData("spark:3.4.1", "no Spark 3.4 stands in")]
    [InlineData("spark:latest", "--image spark:latest=")]
    [InlineData("nginx:1.27", "--image nginx:1.27=")]
    [InlineData("Not An Image", "invalid reference format")]
    [InlineData("trailing:", "invalid reference format")]
    public void What_has_no_stand_in_says_so_and_how_to_give_one(string image, string said)
    {
        var (target, failure) = ImageMapping.Resolve(image, [], Runtimes);
        target.ShouldBeNull();
        failure.ShouldNotBeNull().ShouldContain(said);
    }

    [Fact]
    public void The_users_rules_come_first_with_tag_without_tag_and_by_prefix()
    {
        ImmutableArray<ImageRule> rules = [Rule("nginx=host"), Rule("corp.example/etl:7=spark:4.1.0"), Rule("corp.example/tools/*=firesteel"), Rule("spark:3.5.7=host")];
        ImageMapping.Resolve("nginx:1.27", rules, Runtimes).Target.ShouldBeOfType<ImageTarget.Host>();
        ImageMapping.Resolve("corp.example/etl:7", rules, Runtimes).Target.ShouldBe(new ImageTarget.Spark("4.1.0"));
        ImageMapping.Resolve("corp.example/etl:8", rules, Runtimes).Target.ShouldBeNull();
        ImageMapping.Resolve("corp.example/tools/a:1", rules, Runtimes).Target.ShouldBeOfType<ImageTarget.Firesteel>();
        ImageMapping.Resolve("spark:3.5.7", rules, Runtimes).Target.ShouldBeOfType<ImageTarget.Host>();
    }

    [Theory, InlineData("nginx"), InlineData("=host"), InlineData("nginx=spark:"), InlineData("nginx=docker")]
    public void A_rule_that_says_nothing_is_a_problem(string text)
    {
        var (rule, problem) = ImageRule.Parse(text);
        rule.ShouldBeNull();
        problem.ShouldNotBeNull().Cure.ShouldContain("--image NAME=");
    }

    [Theory]
    [InlineData("busybox", "docker.io/library/busybox:latest")]
    [InlineData("apache/spark:3.5.7", "docker.io/apache/spark:3.5.7")]
    [InlineData("localhost:5000/a", "localhost:5000/a:latest")]
    [InlineData("quay.io/a/b@sha256:abc", "quay.io/a/b@sha256:abc")]
    public void Names_are_completed_as_docker_does(string text, string whole) => ImageName.Parse(text)!.ToString().ShouldBe(whole);

    private static ImageRule Rule(string text) => ImageRule.Parse(text).Rule!;
}
