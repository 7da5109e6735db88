using Firesteel.TestKit.Files;
using Firesteel.TestKit.Repository;

namespace Firesteel.IntegrationTests.Platform;

/// <summary>The official Python client.</summary>
public sealed class PythonClientTests(RunningPlatform running) : IClassFixture<RunningPlatform>
{
    private const string Script = """
        import sys, yaml
        from kubernetes import client, config, watch
        config.load_kube_config()
        custom, core = client.CustomObjectsApi(), client.CoreV1Api()
        where = dict(group="sparkoperator.k8s.io", version="v1beta2", namespace="default", plural="sparkapplications")
        body = yaml.safe_load(open("examples/spark-pi.yaml"))
        body["metadata"]["name"] = "pi-python"
        custom.create_namespaced_custom_object(body=body, **where)
        state = ""
        for event in watch.Watch().stream(custom.list_namespaced_custom_object, timeout_seconds=150, **where):
            if event["object"]["metadata"]["name"] != "pi-python":
                continue
            now = event["object"].get("status", {}).get("applicationState", {}).get("state", "")
            if now != state:
                print("state", now, flush=True)
                if now == "RUNNING":
                    for line in watch.Watch().stream(core.read_namespaced_pod_log, name="pi-python-driver", namespace="default"):
                        if "Pi is roughly" in line:
                            print(line, flush=True)
            state = now
            if state in ("COMPLETED", "FAILED"):
                break
        custom.delete_namespaced_custom_object(name="pi-python", **where)
        sys.exit(0 if state == "COMPLETED" else 1)
        """;

    [Fact]
    public async Task Creates_an_application_watches_it_to_its_end_and_follows_the_drivers_log()
    {
        using var files = new TemporaryDirectory();
        var script = files.Write("client.py", Script);
        var wheels = Path.Combine(Checkout.Shared(), "wheels");
        var output = await running.ShellAsync("1.35", $"""
            python3 -m venv {files.Path}/venv
            {files.Path}/venv/bin/pip install -q --no-index --find-links {wheels}/kubernetes --find-links {wheels}/s3 kubernetes
            {files.Path}/venv/bin/python {script}
            """, TimeSpan.FromMinutes(4));
        output.ShouldContain("state COMPLETED");
        output.ShouldContain("Pi is roughly 3.1");
    }
}
