namespace Firesteel.IntegrationTests.Platform;

/// <summary>The real helm, 3.17 and 4.1: the operator as a release, as a pod on the embedded node, running a real job.</summary>
public sealed class HelmTests(PlatformWithoutOperator running) : IClassFixture<PlatformWithoutOperator>
{
    [Theory, InlineData("1.32"), InlineData("1.35")]
    public async Task Installs_upgrades_rolls_back_and_uninstalls_the_operator(string version)
    {
        var output = await running.ShellAsync(version, """
            helm install firesteel charts/firesteel --wait --timeout 90s
            kubectl apply -f examples/spark-pi.yaml
            kubectl wait sparkapplication/spark-pi --for=jsonpath='{.status.applicationState.state}'=COMPLETED --timeout=120s
            kubectl logs spark-pi-driver | grep 'Pi is roughly'
            kubectl delete sparkapplication spark-pi --timeout=60s
            helm upgrade firesteel charts/firesteel --set operator.workers=4 --wait --timeout 90s
            helm get values firesteel
            helm rollback firesteel 1 --wait --timeout 90s
            helm history firesteel
            helm uninstall firesteel --wait --timeout 90s
            kubectl get deployments
            """, TimeSpan.FromMinutes(6));
        output.ShouldContain("Pi is roughly 3.1");
        output.ShouldContain("workers: 4");
        output.ShouldContain("Rollback to 1");
        output.ShouldContain("No resources found");
    }

    [Theory, InlineData("1.32"), InlineData("1.35")]
    public async Task The_api_takes_every_object_of_the_history_servers_chart(string version)
    {
        var output = await running.ShellAsync(version, """
            helm lint charts/history-server charts/firesteel
            helm template logs charts/history-server --set ingress.enabled=true --set s3.secret.name=keys --set history.nodeSelector.workload-type=monitoring | kubectl apply --dry-run=server -f -
            """);
        output.ShouldContain("deployment.apps/logs-history-server created (server dry run)");
        output.ShouldContain("ingress.networking.k8s.io/logs-history-server created (server dry run)");
    }

    [Theory, InlineData("1.32"), InlineData("1.35")]
    public async Task A_key_that_no_template_uses_is_refused(string version)
    {
        var output = await running.ShellAsync(version, "helm template charts/firesteel --set operator.replica=2 && exit 1 || true");
        output.ShouldContain("replica");
    }
}
