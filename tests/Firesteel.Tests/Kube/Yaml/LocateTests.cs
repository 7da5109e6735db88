using Firesteel.Kube.Yaml;

namespace Firesteel.Tests.Kube.Yaml;

public sealed class LocateTests
{
    private const string Text = """
        # a comment
        kind: SparkApplication
        metadata:
          labels: {a.b/c: x}
        spec:
          sparkConf:
            spark.executor.memory: 1g
            spark.executor: y
          volumes:
          - name: one
          - name: two
            emptyDir: {}
        ---
        kind: Second
        """;

    [Theory]
    [InlineData("kind", "2:1")]
    [InlineData("spec.volumes[1].name", "11:5")]
    [InlineData("spec.volumes[1]", "11:5")]
    [InlineData("spec.volumes[7].name", "9:3")]
    [InlineData("spec.sparkConf.spark.executor.memory", "7:5")]
    [InlineData("spec.sparkConf[spark.executor]", "8:5")]
    [InlineData("metadata.labels['a.b/c']", "4:12")]
    [InlineData("spec.driver.cores", "5:1")]
    [InlineData("nothing.here", "2:1")]
    [InlineData("", "2:1")]
    public void A_field_is_found_where_it_stands_or_at_its_parent(string path, string place) =>
        YamlReader.Read(Text, "app.yaml").Documents[0].Locate(path).Text.ShouldBe("app.yaml:" + place);

    [Fact]
    public void Lines_count_from_the_start_of_the_file() =>
        YamlReader.Read(Text, "app.yaml").Documents[1].Locate("kind").Text.ShouldBe("app.yaml:14:1");
}
