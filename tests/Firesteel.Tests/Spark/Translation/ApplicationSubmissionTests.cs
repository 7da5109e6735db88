using System.Text.Json.Nodes;
using Firesteel.Kube.Objects;
using Firesteel.Spark.Api;
using Firesteel.Spark.Submission;
using Firesteel.Spark.Translation;
using Firesteel.Tests.Spark.Api;

namespace Firesteel.Tests.Spark.Translation;

public sealed class ApplicationSubmissionTests
{
    private static readonly SubmissionTarget Target = new("0b0c0d0e-0000-4000-8000-000000000001", DateTimeOffset.UnixEpoch);

    [Fact]
    public void The_same_application_and_target_give_the_same_bytes()
    {
        string All() => Build("").Driver.Json.ToJsonString() + string.Concat(Build("").OwnedBy("u").Select(item => item.Json.ToJsonString()));
        All().ShouldBe(All());
    }

    [Fact]
    public void Fields_that_properties_can_say_become_properties()
    {
        var properties = Build("""
              imagePullSecrets: [reg]
              sparkConf: {spark.foo: bar, spark.executor.instances: "9"}
              hadoopConf: {fs.s3a.endpoint: http://s3}
              deps: {jars: [local:///a.jar], packages: ["g:a:1"]}
              dynamicAllocation: {enabled: true, minExecutors: 1, maxExecutors: 5}
              proxyUser: alice
            """, driver: "{cores: 2, coreLimit: 1200m, memory: 2g, memoryOverhead: 300m, javaOptions: -Dx=1, serviceAccount: spark, labels: {a: b}, envVars: {E: v}, secrets: [{name: s, path: /etc/s, secretType: GCPServiceAccount}]}",
            executor: "{instances: 4, labels: {c: d}, deleteOnTermination: false}").Properties;
        properties["spark.kubernetes.container.image.pullSecrets"].ShouldBe("reg");
        properties["spark.foo"].ShouldBe("bar");
        properties["spark.hadoop.fs.s3a.endpoint"].ShouldBe("http://s3");
        properties["spark.jars"].ShouldBe("local:///a.jar,local:///opt/app.jar");
        properties["spark.jars.packages"].ShouldBe("g:a:1");
        properties["spark.executor.instances"].ShouldBe("4");
        properties["spark.dynamicAllocation.maxExecutors"].ShouldBe("5");
        properties["spark.dynamicAllocation.shuffleTracking.enabled"].ShouldBe("true");
        properties["spark.driver.extraJavaOptions"].ShouldBe("-Dx=1");
        properties["spark.kubernetes.driverEnv.GOOGLE_APPLICATION_CREDENTIALS"].ShouldBe("/etc/s/key.json");
        properties["spark.kubernetes.executor.label.sparkoperator.k8s.io/submission-id"].ShouldBe(Target.SubmissionId);
        properties["spark.kubernetes.executor.deleteOnTermination"].ShouldBe("false");
        properties["spark.app.name"].ShouldBe("pi");
        properties.ShouldNotContainKey("spark.kubernetes.driver.podTemplateFile");
    }

    [Fact]
    public void Fields_that_only_a_pod_can_say_shape_the_driver_and_the_executors_template()
    {
        const string Role = "{env: [{name: A, value: b}], envFrom: [{configMapRef: {name: m}}], volumeMounts: [{name: v, mountPath: /v}], configMaps: [{name: my.map, path: /etc/m}], "
            + "tolerations: [{key: spot, operator: Exists}], affinity: {podAffinity: {}}, securityContext: {runAsUser: 5}, podSecurityContext: {fsGroup: 6}, nodeSelector: {disk: ssd}, "
            + "sidecars: [{name: side, image: \"s:1\"}], initContainers: [{name: init, image: \"i:1\"}], gpu: {name: nvidia.com/gpu, quantity: 2}, hostNetwork: true, priorityClassName: high, "
            + "terminationGracePeriodSeconds: 7, hostAliases: [{ip: 1.2.3.4, hostnames: [x]}], ports: [{name: extra, containerPort: 9, protocol: TCP}], schedulerName: mine, shareProcessNamespace: true, lifecycle: {preStop: {exec: {command: [x]}}}}";
        var built = Build("  volumes: [{name: v, emptyDir: {}}, {name: unused, emptyDir: {}}]", Role, Role);
        built.Problems.ShouldBeEmpty();
        foreach (var (spec, container) in new[] { Parts(built.Driver.Json, "spark-kubernetes-driver"), Parts(ExecutorTemplate(built), "spark-kubernetes-executor") })
        {
            container["env"]!.AsArray().Select(item => (string?)item!["name"]).ShouldContain("A");
            container["envFrom"]!.AsArray().Count.ShouldBe(1);
            container["volumeMounts"]!.AsArray().Select(item => (string?)item!["mountPath"]).ToArray().ShouldBeSubsetOf(["/v", "/etc/m", "/opt/spark/conf", "/opt/spark/pod-template", .. container["volumeMounts"]!.AsArray().Select(item => (string?)item!["mountPath"]).Where(path => path!.StartsWith("/var/data", StringComparison.Ordinal))]);
            spec["volumes"]!.AsArray().Select(item => (string?)item!["name"]).ShouldNotContain("unused");
            spec["volumes"]!.AsArray().Select(item => (string?)item!["name"]).ShouldContain("my-map-f285534b-vol");
            spec["tolerations"]!.AsArray().Count.ShouldBe(1);
            spec["affinity"]!["podAffinity"].ShouldNotBeNull();
            ((int)spec["securityContext"]!["fsGroup"]!).ShouldBe(6);
            ((int)container["securityContext"]!["runAsUser"]!).ShouldBe(5);
            ((string?)spec["nodeSelector"]!["disk"]).ShouldBe("ssd");
            spec["containers"]!.AsArray().Count.ShouldBe(2);
            spec["initContainers"]!.AsArray().Count.ShouldBe(1);
            ((string?)container["resources"]!["limits"]!["nvidia.com/gpu"]).ShouldBe("2");
            ((string?)spec["dnsPolicy"]).ShouldBe("ClusterFirstWithHostNet");
            ((string?)spec["priorityClassName"]).ShouldBe("high");
            ((string?)spec["schedulerName"]).ShouldBe("mine");
            container["ports"]!.AsArray().Select(item => (int)item!["containerPort"]!).ShouldContain(9);
            container["lifecycle"].ShouldNotBeNull();
        }
    }

    [Fact]
    public void A_template_is_kept_and_its_container_becomes_Sparks()
    {
        var built = Build("", "{template: {metadata: {labels: {t: u}}, spec: {dnsPolicy: Default, containers: [{name: mine, workingDir: /w}]}}, memoryLimit: 3g}");
        var (spec, container) = Parts(built.Driver.Json, "mine");
        ((string?)spec["dnsPolicy"]).ShouldBe("Default");
        ((string?)container["workingDir"]).ShouldBe("/w");
        ((string?)container["image"]).ShouldBe("spark:3.5.7");
        ((string?)container["resources"]!["limits"]!["memory"]).ShouldBe("3Gi");
        ((string?)container["terminationMessagePolicy"]).ShouldBe("FallbackToLogsOnError");
        built.Driver.Label("t").ShouldBe("u");
    }

    [Fact]
    public void Configuration_from_a_ConfigMap_reaches_both_roles()
    {
        var built = Build("  sparkConfigMap: conf\n  hadoopConfigMap: hadoop");
        var (_, container) = Parts(built.Driver.Json, "spark-kubernetes-driver");
        ((string?)container["env"]!.AsArray()[^1]!["value"]).ShouldBe("/etc/spark/conf");
        built.Properties["spark.executorEnv.SPARK_CONF_DIR"].ShouldBe("/etc/spark/conf");
        foreach (var (spec, role) in new[] { Parts(built.Driver.Json, "spark-kubernetes-driver"), Parts(ExecutorTemplate(built), "spark-kubernetes-executor") })
        {
            spec["volumes"]!.AsArray().ShouldContain(volume => (string?)volume!["name"] == "hadoop-configmap-volume" && (string?)volume["configMap"]!["name"] == "hadoop");
            role["volumeMounts"]!.AsArray().ShouldContain(mount => (string?)mount!["name"] == "hadoop-configmap-volume" && (string?)mount["mountPath"] == "/etc/hadoop/conf");
            role["env"]!.AsArray().ShouldContain(item => (string?)item!["name"] == "HADOOP_CONF_DIR" && (string?)item["value"] == "/etc/hadoop/conf");
        }
    }

    [Fact]
    public void Scratch_volumes_are_Sparks_to_make_where_its_properties_say_all_of_them()
    {
        const string Role = "{volumeMounts: [{name: spark-local-dir-1, mountPath: /d1, subPath: a}, {name: spark-local-dir-2, mountPath: /d2}, {name: spark-local-dir-3, mountPath: /d3, mountPropagation: None}]}";
        var built = Build("""
              volumes:
              - {name: spark-local-dir-1, persistentVolumeClaim: {claimName: OnDemand}}
              - {name: spark-local-dir-2, ephemeral: {volumeClaimTemplate: {spec: {}}}}
              - {name: spark-local-dir-3, emptyDir: {}}
              sparkConf: {spark.kubernetes.executor.volumes.persistentVolumeClaim.spark-local-dir-1.options.sizeLimit: 10Gi}
            """, executor: Role);
        built.Problems.ShouldBeEmpty();
        built.Properties["spark.kubernetes.executor.volumes.persistentVolumeClaim.spark-local-dir-1.options.claimName"].ShouldBe("OnDemand");
        built.Properties["spark.kubernetes.executor.volumes.persistentVolumeClaim.spark-local-dir-1.options.sizeLimit"].ShouldBe("10Gi");
        built.Properties["spark.kubernetes.executor.volumes.persistentVolumeClaim.spark-local-dir-1.mount.subPath"].ShouldBe("a");
        var (spec, container) = Parts(ExecutorTemplate(built), "spark-kubernetes-executor");
        spec["volumes"]!.AsArray().Select(volume => (string?)volume!["name"]).ShouldBe(["spark-local-dir-2", "spark-local-dir-3"]);
        container["volumeMounts"]!.AsArray().Select(mount => (string?)mount!["mountPath"]).ShouldBe(["/d2", "/d3"]);
    }

    [Fact]
    public void ConfigMaps_whose_names_differ_in_a_dot_are_two_volumes()
    {
        var (spec, _) = Parts(Build("", "{configMaps: [{name: a.b, path: /one}, {name: a-b, path: /two}]}").Driver.Json, "spark-kubernetes-driver");
        string?[] names = [.. spec["volumes"]!.AsArray().Where(volume => (string?)volume!["configMap"]?["name"] is "a.b" or "a-b").Select(volume => (string?)volume!["name"])];
        names.Distinct().Count().ShouldBe(2);
        names.ShouldContain("a-b-vol");
    }

    [Fact]
    public void Metrics_come_from_a_volume_named_after_their_ConfigMap_which_holds_what_the_image_does_not()
    {
        const string More = "  monitoring: {exposeDriverMetrics: true, exposeExecutorMetrics: false, metricsPropertiesFile: /m, prometheus: {jmxExporterJar: /j.jar}}";
        var (application, _) = SparkApplication.Read(ReadingTests.Object(ReadingTests.Minimal + "\n" + More));
        ApplicationSubmission.Prerequisites(application).ShouldHaveSingleItem().Json["data"]!.AsObject().Select(entry => entry.Key).ShouldBe(["prometheus.yaml"]);
        Parts(Build(More).Driver.Json, "spark-kubernetes-driver").Spec["volumes"]!.AsArray().Select(volume => (string?)volume!["name"]).ShouldContain("pi-prom-conf-vol");
    }

    [Fact]
    public void A_driver_that_names_its_own_pod_group_keeps_it()
    {
        var (application, _) = SparkApplication.Read(ReadingTests.Object(ReadingTests.Minimal.Replace("driver: {}", "driver: {annotations: {scheduling.k8s.io/group-name: mine}}") + "\n  batchScheduler: volcano"));
        ApplicationSubmission.PodGroup(application, Target).ShouldBeNull();
        ((string?)ApplicationSubmission.Build(application, Target).Driver.Json["metadata"]!["annotations"]!["scheduling.k8s.io/group-name"]).ShouldBe("mine");
    }

    [Fact]
    public void A_proxy_user_is_the_user_of_the_run() => Build("  proxyUser: alice").Driver.Json["spec"]!["containers"]![0]!["env"]!.AsArray()
        .Single(item => (string?)item!["name"] == "SPARK_USER")!["value"]!.ToString().ShouldBe("alice");

    [Fact]
    public void What_cannot_be_submitted_is_a_problem()
    {
        Build("  sparkConf: {spark.driver.host: x, spark.kubernetes.driver.label.spark-role: zz}").Problems.ShouldHaveSingleItem().What.ShouldContain("reserved");
    }

    [Fact]
    public void A_refusal_does_not_repeat_secrets()
    {
        var what = Build("", "{javaOptions: \"-Xmx4g -Djavax.net.ssl.trustStorePassword=hunter2 -Dx=1\"}").Problems.ShouldHaveSingleItem().ToString();
        what.ShouldContain("trustStorePassword=*** -Dx=1");
        what.ShouldNotContain("hunter2");
    }

    private static SubmissionResult Build(string more, string driver = "{}", string executor = "{}")
    {
        var yaml = ReadingTests.Minimal.Replace("driver: {}", $"driver: {driver}").Replace("executor: {}", $"executor: {executor}") + "\n" + more;
        var (application, problems) = SparkApplication.Read(ReadingTests.Object(yaml));
        problems.ShouldBeEmpty();
        return ApplicationSubmission.Build(application, Target);
    }

    private static JsonObject ExecutorTemplate(SubmissionResult built) =>
        (JsonObject)JsonNode.Parse((string)built.Owned.First(item => item.Name.EndsWith("podspec-conf-map", StringComparison.Ordinal)).Json["data"]!["podspec-configmap-key"]!)!;

    private static (JsonObject Spec, JsonObject Container) Parts(JsonObject pod, string container)
    {
        var spec = (JsonObject)pod["spec"]!;
        return (spec, spec["containers"]!.AsArray().OfType<JsonObject>().Single(item => (string?)item["name"] == container));
    }
}
