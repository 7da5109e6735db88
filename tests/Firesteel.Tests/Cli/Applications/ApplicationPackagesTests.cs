using System.Text;
using Firesteel.Cli.Applications;
using Firesteel.Kube.Problems;

namespace Firesteel.Tests.Cli.Applications;

public sealed class ApplicationPackagesTests
{
    private static readonly RunSettings Settings = new("default", "3.5.7", null, null, ["10"], new Dictionary<string, string> { ["spark.eventLog.enabled"] = "false" }, 2, "spark");

    [Fact]
    public void A_script_travels_in_a_config_map_that_the_driver_mounts()
    {
        var package = ApplicationPackages.FromScript(Settings, "jobs/My Pi_job.py", Encoding.UTF8.GetBytes("print(1)"));
        var configMap = package.Needs.ShouldHaveSingleItem();
        configMap.Name.ShouldBe("my-pi-job-script");
        configMap.Json["data"]!["My Pi_job.py"]!.GetValue<string>().ShouldBe("print(1)");
        package.Application.Name.ShouldBe("my-pi-job");
        package.Application.Spec!["mainApplicationFile"]!.GetValue<string>().ShouldEndWith("/My Pi_job.py");
        package.Application.Spec!["volumes"]![0]!["configMap"]!["name"]!.GetValue<string>().ShouldBe("my-pi-job-script");
        package.Application.Spec!["image"]!.GetValue<string>().ShouldBe("spark:3.5.7");
    }

    [Fact]
    public void A_jar_without_a_main_class_says_which_option_is_missing() =>
        Should.Throw<ProblemException>(() => ApplicationPackages.FromJar(Settings, "app.jar")).Problems.ShouldHaveSingleItem().Where.Text.ShouldBe("--class");

    [Fact]
    public void Yaml_keeps_what_stands_beside_the_application()
    {
        var package = ApplicationPackages.FromYaml("a.yaml", "kind: ConfigMap\napiVersion: v1\nmetadata: {name: c}\n---\nkind: SparkApplication\nmetadata: {name: a}\nspec: {unknownField: 1}\n");
        package.Needs.ShouldHaveSingleItem().Name.ShouldBe("c");
        package.Application.Spec!["unknownField"]!.GetValue<long>().ShouldBe(1);
    }

    [Theory, InlineData("kind: ConfigMap\n", "no SparkApplication"), InlineData("kind: SparkApplication\n---\nkind: SparkApplication\n", "2 SparkApplications")]
    public void Yaml_holds_one_application(string text, string what) =>
        Should.Throw<ProblemException>(() => ApplicationPackages.FromYaml("a.yaml", text)).Problems.ShouldHaveSingleItem().What.ShouldContain(what);

    [Theory]
    [InlineData("/x/Report.2024.py", "report-2024")]
    [InlineData("3d.py", "app-3d")]
    [InlineData("___.py", "application")]
    public void Names_are_what_kubernetes_takes(string file, string expected) => ApplicationPackages.NameOf(file).ShouldBe(expected);
}
