using System.Collections.Immutable;

namespace Firesteel.TestKit.Submissions;

/// <summary>Labels, environment, ports, names, service, scheduling.</summary>
internal static class PodPieces
{
    public static ImmutableArray<Action<SubmissionDraft>> All { get; } =
    [
        draft => draft.Set($"spark.kubernetes.driver.label.{draft.One("team", "app.kubernetes.io/name", "a/b.c", "Caps", "spark-app-name", "spark-app-selector", "spark", "")}", draft.One("data", "{{APP_ID}}", "x-{{EXECUTOR_ID}}-y", "", "a b", "${spark.app.name}", "{{SPARK_VERSION}}")),
        draft => draft.Set($"spark.kubernetes.driver.annotation.{draft.One("note", "example.com/note", "a.b.c", "prometheus.io/port")}", draft.One("4040", "{{APP_ID}}/{{EXECUTOR_ID}}", "a=b", "line1\nline2", "{\"k\": [1, 2]}", "{{APP_ID}}{{APP_ID}}")),
        draft => draft.Set($"spark.kubernetes.executor.label.{draft.One("team", "x")}", "data"),
        draft => draft.Set($"spark.kubernetes.driverEnv.{draft.One("A", "a.b", "lower", "1X", "SPARK_APPLICATION_ID", "X-Y")}", draft.One("1", "", "a=b=c", "$(A)", "{{APP_ID}}", "  padded  ", "ü", "a\"b'c", "\\n", "${env:HOME}")),
        draft => draft.Set($"spark.executorEnv.{draft.One("A", "B")}", "1"),
        draft => draft.Set($"spark.kubernetes.driver.secretKeyRef.{draft.One("PASSWORD", "a.b")}", draft.One("s:k", "s:k.x", "s", "s:", ":k", "a:b:c", "s:k:", "s :k")),
        draft => draft.Set($"spark.kubernetes.driver.secrets.{draft.One("s1", "s.dots", "S2")}", draft.One("/etc/s", "relative", "/a b", "/etc/s/")),
        draft => draft.Set($"spark.kubernetes.node.selector.{draft.One("zone", "a/b")}", draft.One("1", "")),
        draft => draft.Set($"spark.kubernetes.driver.node.selector.{draft.One("zone", "disk")}", draft.One("ssd", "x")),
        draft => draft.Set($"spark.kubernetes.executor.node.selector.{draft.One("zone", "disk")}", "y"),
        draft => draft.Set("spark.kubernetes.scheduler.name", draft.One("volcano", "my-scheduler", "")),
        draft => draft.Set("spark.kubernetes.driver.scheduler.name", draft.One("s", "", " s ")),
        draft => draft.Set("spark.kubernetes.container.image.pullSecrets", draft.One("a", "a,b", " a , ,b ", ",", "")),
        draft => draft.Set("spark.kubernetes.container.image.pullPolicy", draft.One("Always", "Never", "IfNotPresent", "always", "", " Always")),
        draft => draft.Set("spark.kubernetes.driver.container.image", draft.One("driver:1", "d:{{SPARK_VERSION}}", "${spark.kubernetes.container.image}", "")),
        draft => draft.Set("spark.kubernetes.executor.container.image", "executor:1"),
        draft => draft.Set("spark.kubernetes.namespace", draft.One("jobs", "team-a", "${env:NS}", "Bad_NS", "")),
        draft => draft.Set("spark.kubernetes.driver.pod.name", draft.One("my-driver", "Bad_Name", "${spark.app.name}-x", "a.b")),
        draft => draft.Set("spark.kubernetes.executor.podNamePrefix", draft.One("exec", "Bad_Prefix", "a.b", "")),
        draft => draft.Set("spark.kubernetes.driver.resourceNamePrefix", "mine"),
        draft => draft.Set("spark.driver.port", draft.One("7078", "8888", "0", "x", " 7", "${spark.ui.port}", "70000")),
        draft => draft.Set("spark.driver.blockManager.port", draft.One("7999", "0", "", "7.5")),
        draft => draft.Set("spark.blockManager.port", draft.One("6000", "${spark.driver.port}", " 6000 ")),
        draft => draft.Set("spark.ui.port", draft.One("4041", "0", "x", " 4042 ")),
        draft => draft.Set("spark.connect.grpc.binding.port", draft.One("15003", "abc")),
        draft => draft.Set("spark.ui.enabled", "false"),
        draft => draft.Set($"spark.kubernetes.driver.service.label.{draft.One("a", "spark-app-selector", "x.y/z")}", draft.One("b", "{{APP_ID}}")),
        draft => draft.Set($"spark.kubernetes.driver.service.annotation.{draft.One("a", "x.y/z")}", draft.One("b", "{{APP_ID}}", "")),
        draft => draft.Set("spark.kubernetes.driver.service.ipFamilyPolicy", draft.One("PreferDualStack", "RequireDualStack", "singlestack")),
        draft => draft.Set("spark.kubernetes.driver.service.ipFamilies", draft.One("IPv6", "IPv4,IPv6", "IPv6,IPv4", "IPv4, IPv6", "ipv4")),
        draft => draft.Set("spark.driver.bindAddress", "0.0.0.0"),
        draft => draft.Set("spark.driver.host", "me"),
        draft => draft.Set("spark.app.id", "mine"),
        draft => draft.Set("spark.app.name", draft.One("other", "x y")),
        draft => draft.Set("spark.app.submitTime", "1700000000000"),
        draft => draft.Set("spark.kubernetes.driver.master", draft.One("https://other:443", "k8s://x")),
        draft => draft.Set("spark.kubernetes.executor.deleteOnTermination", draft.One("false", "no")),
        draft => draft.Set("spark.kubernetes.executor.rollInterval", "60s"),
        draft => draft.Set("spark.kubernetes.driver.pod.excludedFeatureSteps", $"org.apache.spark.deploy.k8s.features.{draft.One("LocalDirsFeatureStep", "DriverServiceFeatureStep", "MountVolumesFeatureStep", "BasicDriverFeatureStep", "DriverCommandFeatureStep", "EnvSecretsFeatureStep, org.apache.spark.deploy.k8s.features.MountSecretsFeatureStep", "DriverKubernetesCredentialsFeatureStep", "PodTemplateConfigMapStep", "NoSuchStep")}"),
        draft => draft.Set("spark.kubernetes.executor.pod.excludedFeatureSteps", "org.apache.spark.deploy.k8s.features.LocalDirsFeatureStep"),
    ];
}
