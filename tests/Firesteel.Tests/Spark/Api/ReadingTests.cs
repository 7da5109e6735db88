using System.Text.Json.Nodes;
using Firesteel.Kube.Objects;
using Firesteel.Kube.Yaml;
using Firesteel.Spark.Api;
using Firesteel.Spark.Api.Status;

namespace Firesteel.Tests.Spark.Api;

public sealed class ReadingTests
{
    internal const string Minimal = """
        apiVersion: sparkoperator.k8s.io/v1beta2
        kind: SparkApplication
        metadata: {name: pi, namespace: jobs, uid: uid-1}
        spec:
          type: Scala
          sparkVersion: 3.5.7
          image: spark:3.5.7
          mainClass: org.example.Main
          mainApplicationFile: local:///opt/app.jar
          driver: {}
          executor: {}
        """;

    internal static KubeObject Object(string yaml) => new((JsonObject)YamlReader.Read(yaml, "app.yaml").Documents[0].Root);

    [Fact]
    public void Everything_that_is_wrong_is_said_at_once_with_its_field()
    {
        var yaml = Minimal
            .Replace("driver: {}", "driver: {memory: 1gg, cores: \"2\", coreLimitt: 1, env: [{name: A, value: 5}], volumeMounts: [{name: data, mountPaht: /d}]}")
            .Replace("type: Scala", "type: Skala")
            .Replace("executor: {}", "executor: {instances: 0}\n  volumes: [{name: dat, emptyDir: {}}]\n  restartPolicy: {type: Sometimes}");
        var (_, problems) = SparkApplication.Read(Object(yaml));
        problems.Select(problem => problem.ToString()).ShouldBe(
        [
            "spec.type: \"Skala\" is not allowed; use one of Java, Scala, Python, R",
            "spec.driver.coreLimitt: unknown field coreLimitt; did you mean coreLimit?",
            "spec.driver.cores: must be a whole number, but is \"2\"; remove the quotes",
            "spec.driver.memory: 1gg is not a size; Spark writes sizes as a whole number and one of k, m, g, t, p: 1g",
            "spec.driver.env[0].value: must be text, but is 5; put it in quotes: \"5\"",
            "spec.driver.volumeMounts[0].name: there is no volume data; did you mean dat?",
            "spec.driver.volumeMounts[0].mountPaht: unknown field mountPaht; did you mean mountPath?",
            "spec.executor.instances: 0 is out of range; use 1 or more",
            "spec.restartPolicy.type: \"Sometimes\" is not allowed; use one of Never, OnFailure, Always",
        ], ignoreOrder: true);
    }

    [Fact]
    public void What_is_missing_is_named()
    {
        var (_, problems) = SparkApplication.Read(Object("apiVersion: sparkoperator.k8s.io/v1beta2\nkind: SparkApplication\nmetadata: {name: a}\nspec: {}\n"));
        problems.Select(problem => problem.Where.Text).ShouldBe(["spec.type", "spec.sparkVersion", "spec.mainApplicationFile", "spec.driver", "spec.executor", "spec.image"]);
    }

    [Fact]
    public void Defaults_are_those_of_the_webhook()
    {
        var (application, problems) = SparkApplication.Read(Object(Minimal + "\n  restartPolicy: {type: OnFailure}"));
        problems.ShouldBeEmpty();
        var spec = application.Spec;
        (spec.Driver!.Cores, spec.Driver.Memory, spec.Executor!.Cores, spec.Executor.Memory, spec.Executor.Instances).ShouldBe((1, "1g", 1, "1g", 1));
        spec.RestartPolicy!.OnFailureRetryInterval.ShouldBe(5);
        spec.Mode.ShouldBe(DeployMode.Cluster);
    }

    [Fact]
    public void Properties_and_dynamic_allocation_hold_defaults_back()
    {
        var (application, _) = SparkApplication.Read(Object(Minimal + "\n  sparkConf: {spark.driver.memory: 3g, spark.dynamicAllocation.enabled: \"true\"}"));
        application.Spec.Driver!.Memory.ShouldBeNull();
        application.Spec.Executor!.Instances.ShouldBeNull();
    }

    [Theory]
    [InlineData("mainApplicationFile: /opt/app.jar", "spec.mainApplicationFile")]
    [InlineData("mainApplicationFile: local:///opt/app.jar\n  mode: client", "spec.mode")]
    [InlineData("mainApplicationFile: local:///opt/app.jar\n  sparkConf: {spark.master: local}", "spec.sparkConf.spark.master")]
    [InlineData("mainApplicationFile: local:///opt/app.jar\n  dynamicAllocation: {enabled: true, minExecutors: 5, maxExecutors: 2}", "spec.dynamicAllocation.minExecutors")]
    public void Rules_beyond_types_are_checked(string replacement, string where)
    {
        var (_, problems) = SparkApplication.Read(Object(Minimal.Replace("mainApplicationFile: local:///opt/app.jar", replacement)));
        problems.ShouldHaveSingleItem().Where.Text.ShouldBe(where);
    }

    [Fact]
    public void An_empty_text_is_no_text()
    {
        var (application, problems) = SparkApplication.Read(Object(Minimal.Replace("driver: {}", "driver: {image: \"\", podName: \"\", memory: \"\", schedulerName: \"\"}") + "\n  proxyUser: \"\"\n  arguments: [\"\"]"));
        problems.ShouldBeEmpty();
        var driver = application.Spec.Driver!;
        (driver.Image, driver.PodName, driver.Memory, driver.SchedulerName, application.Spec.ProxyUser).ShouldBe((null, null, "1g", null, null));
        application.Spec.Arguments.ShouldBe([""]);
    }

    [Fact]
    public void Secrets_for_pulling_are_names_or_references()
    {
        var (application, problems) = SparkApplication.Read(Object(Minimal + "\n  imagePullSecrets: [one, {name: two}]"));
        problems.ShouldBeEmpty();
        application.Spec.ImagePullSecrets.ShouldBe(["one", "two"]);
        SparkApplication.Read(Object(Minimal + "\n  imagePullSecrets: [{name: one, key: b}]")).Problems.ShouldHaveSingleItem().Where.Text.ShouldBe("spec.imagePullSecrets[0]");
    }

    [Fact]
    public void A_first_number_of_executors_out_of_order_is_only_a_warning()
    {
        var problem = SparkApplication.Read(Object(Minimal + "\n  dynamicAllocation: {enabled: true, initialExecutors: 1, minExecutors: 2}")).Problems.ShouldHaveSingleItem();
        problem.Severity.ShouldBe(Firesteel.Kube.Problems.Severity.Warning);
    }

    [Theory]
    [InlineData("spec: []")]
    [InlineData("spec: {driver: 7, executor: [], volumes: {}, sparkConf: [1], arguments: text}")]
    [InlineData("spec: null\nstatus: 5")]
    public void Nothing_makes_reading_throw(string body) =>
        SparkApplication.Read(Object("kind: SparkApplication\nmetadata: {name: a}\n" + body)).Problems.ShouldNotBeEmpty();

    [Fact]
    public void A_status_survives_writing_and_reading()
    {
        var status = new SparkApplicationStatus
        {
            ApplicationState = new StateReport { State = ApplicationState.Running, Since = DateTimeOffset.UnixEpoch },
            SubmissionID = "s",
            ExecutionAttempts = 2,
            DriverInfo = new DriverInfo { PodName = "pi-driver" },
            ObservedGeneration = 3,
        };
        var item = Object(Minimal);
        item.Json["status"] = StatusJson.Write(status);
        item.Status!["applicationState"]!["state"]!.ToString().ShouldBe("RUNNING");
        StatusJson.Write(SparkApplication.ReadStatus(item)).ToJsonString().ShouldBe(StatusJson.Write(status).ToJsonString());
    }
}
