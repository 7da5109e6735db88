using System.Text.Json.Nodes;
using Firesteel.Kube.Client;
using Firesteel.Kube.Objects;

namespace Firesteel.IntegrationTests.Node;

public sealed class PodTests
{
    [Fact]
    public async Task A_command_runs_and_its_exit_code_and_log_are_told()
    {
        await using var node = await NodeFixture.StartAsync();
        await node.RunAsync("hello", "busybox", "sh", "-c", "echo to stdout; echo to stderr >&2; exit 7");
        var pod = await node.UntilPhaseAsync("hello", "Failed");
        NodeFixture.Terminated(pod)["exitCode"]!.GetValue<int>().ShouldBe(7);
        NodeFixture.Terminated(pod)["reason"]!.GetValue<string>().ShouldBe("Error");
        (await node.LogAsync(pod)).Split('\n').Order().ShouldBe(["", "to stderr", "to stdout"]);
    }

    [Fact]
    public async Task A_container_has_a_name_an_address_and_a_root_of_its_own()
    {
        await using var node = await NodeFixture.StartAsync();
        await node.RunAsync("own-view", "debian:12", "sh", "-c",
            "cat /proc/sys/kernel/hostname; grep own-view /etc/hosts; echo $$$$; touch /usr/x || true; touch /own && ls /own; ls /home; echo $SPARK_LOCAL_IP; cat /etc/hostname");
        var pod = await node.UntilPhaseAsync("own-view", "Succeeded");
        var ip = pod.Status!["podIP"]!.GetValue<string>();
        ip.ShouldStartWith("127.");
        (await node.LogAsync(pod)).Split('\n').Where(line => !line.Contains("touch:")).ShouldBe(["own-view", $"{ip}\town-view", "1", "/own", ip, "own-view", ""]);
        File.Exists("/own").ShouldBeFalse();
        File.Exists("/usr/x").ShouldBeFalse();
    }

    [Fact]
    public async Task Variables_and_volumes_come_from_the_api()
    {
        await using var node = await NodeFixture.StartAsync();
        await node.Api.CreateAsync(ResourceTypes.ConfigMaps, Parse("""{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"settings","namespace":"default"},"data":{"a.conf":"alpha","b.conf":"beta"}}"""));
        await node.Api.CreateAsync(ResourceTypes.Secrets, Parse("""{"apiVersion":"v1","kind":"Secret","metadata":{"name":"keys","namespace":"default"},"data":{"password":"czNjcjN0"}}"""));
        await node.CreateAsync("""
            {"metadata":{"name":"filled","labels":{"app":"x"}},"spec":{"restartPolicy":"Never",
             "volumes":[{"name":"c","configMap":{"name":"settings","items":[{"key":"a.conf","path":"deep/a"}]}},{"name":"s","secret":{"secretName":"keys","defaultMode":256}},
              {"name":"e","emptyDir":{}},{"name":"d","downwardAPI":{"items":[{"path":"labels","fieldRef":{"fieldPath":"metadata.labels"}}]}}],
             "initContainers":[{"name":"first","image":"busybox","command":["sh","-c","echo left by init >/scratch/file"],"volumeMounts":[{"name":"e","mountPath":"/scratch"}]}],
             "containers":[{"name":"main","image":"busybox",
              "env":[{"name":"NAME","valueFrom":{"fieldRef":{"fieldPath":"metadata.name"}}},{"name":"BOTH","value":"$(NAME)-$$(NAME)-$(NONE)"},{"name":"PASSWORD","valueFrom":{"secretKeyRef":{"name":"keys","key":"password"}}},{"name":"dotted.name","value":"kept"}],
              "envFrom":[{"configMapRef":{"name":"settings"},"prefix":"X_"}],
              "command":["sh","-c"],"args":["echo $BOTH $PASSWORD; cat /etc/app/deep/a; echo; cat /usr/share/app/password; echo; stat -c %a /usr/share/app/password; cat /scratch/file /labels/labels; echo; tr '\\0' '\\n' </proc/1/environ | grep -e dotted -e X_a; touch /etc/app/no 2>/dev/null || echo read only; echo $(NAME)"],
              "volumeMounts":[{"name":"c","mountPath":"/etc/app"},{"name":"s","mountPath":"/usr/share/app"},{"name":"e","mountPath":"/scratch"},{"name":"d","mountPath":"/labels"}]}]}}
            """);
        var pod = await node.UntilPhaseAsync("filled", "Succeeded", "Failed");
        (await node.LogAsync(pod, new LogQuery("main"))).ShouldBe("""
            filled-$(NAME)-$(NONE) s3cr3t
            alpha
            s3cr3t
            400
            left by init
            app="x"
            X_a.conf=alpha
            dotted.name=kept
            read only
            filled

            """);
    }

    [Fact]
    public async Task Signals_end_a_container_with_their_code()
    {
        await using var node = await NodeFixture.StartAsync();
        await node.RunAsync("polite", "busybox", "sh", "-c", "trap 'echo going; exit 3' TERM; echo up; while :; do sleep 0.05; done");
        await node.RunAsync("deaf", "busybox", "sh", "-c", "echo up; sleep 1000");
        var polite = await node.UntilPhaseAsync("polite", "Running");
        var deaf = await node.UntilPhaseAsync("deaf", "Running");
        while (!(await node.LogAsync(polite)).Contains("up") || !(await node.LogAsync(deaf)).Contains("up"))
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);

        var following = node.LogAsync(polite, new LogQuery(Follow: true));
        await node.Api.DeleteAsync(ResourceTypes.Pods, polite.Key);
        await node.Api.DeleteAsync(ResourceTypes.Pods, deaf.Key, new Deletion(TimeSpan.FromSeconds(1)));
        (await following).ShouldBe("up\ngoing\n");
        await node.UntilGoneAsync("polite");
        await node.UntilGoneAsync("deaf");
    }

    [Fact]
    public async Task What_cannot_start_says_why()
    {
        await using var node = await NodeFixture.StartAsync();
        await node.RunAsync("no-image", "ghcr.io/somebody/tool:1", "tool");
        await node.RunAsync("no-command", "busybox", "no-such-program");
        await node.CreateAsync("""{"metadata":{"name":"no-config"},"spec":{"containers":[{"name":"main","image":"busybox","command":["true"],"env":[{"name":"A","valueFrom":{"configMapKeyRef":{"name":"gone","key":"k"}}}]}]}}""");
        await node.CreateAsync("""{"metadata":{"name":"too-big"},"spec":{"containers":[{"name":"main","image":"busybox","resources":{"requests":{"memory":"100Ti"}}}]}}""");

        var image = await node.UntilAsync("no-image", pod => Waiting(pod)?["reason"]?.GetValue<string>() == "ErrImagePull");
        Waiting(image)!["message"]!.GetValue<string>().ShouldContain("--image ghcr.io/somebody/tool:1=");
        var command = await node.UntilPhaseAsync("no-command", "Failed");
        NodeFixture.Terminated(command)["reason"]!.GetValue<string>().ShouldBe("StartError");
        NodeFixture.Terminated(command)["message"]!.GetValue<string>().ShouldContain("no-such-program");
        var config = await node.UntilAsync("no-config", pod => Waiting(pod)?["reason"]?.GetValue<string>() == "CreateContainerConfigError");
        Waiting(config)!["message"]!.GetValue<string>().ShouldBe("configmap \"gone\" not found");
        var big = await node.UntilAsync("too-big", pod => pod.Status?["conditions"]?[0]?["reason"]?.GetValue<string>() == "Unschedulable");
        big.Status!["conditions"]![0]!["message"]!.GetValue<string>().ShouldStartWith("0/1 nodes are available: 1 Insufficient memory.");
    }

    [Fact]
    public async Task An_image_of_firesteel_is_this_program()
    {
        await using var node = await NodeFixture.StartAsync();
        await node.CreateAsync("""{"metadata":{"name":"self"},"spec":{"restartPolicy":"Never","containers":[{"name":"main","image":"firesteel:latest","args":["version"]}]}}""");
        var pod = await node.UntilPhaseAsync("self", "Succeeded", "Failed");
        (await node.LogAsync(pod)).ShouldStartWith("firesteel 0.");
    }

    [Fact]
    public async Task Names_of_services_resolve_also_when_they_come_later()
    {
        await using var node = await NodeFixture.StartAsync();
        await node.RunAsync("asker", "debian", "sh", "-c", "until getent hosts db.default.svc; do sleep 0.05; done; getent hosts db");
        await node.UntilPhaseAsync("asker", "Running");
        await node.Api.CreateAsync(ResourceTypes.Endpoints, Parse("""{"apiVersion":"v1","kind":"Endpoints","metadata":{"name":"db","namespace":"default"},"subsets":[{"addresses":[{"ip":"127.70.0.9"}],"ports":[{"port":5432}]}]}"""));
        await node.Api.CreateAsync(ResourceTypes.Services, Parse("""{"apiVersion":"v1","kind":"Service","metadata":{"name":"db","namespace":"default"},"spec":{"clusterIP":"None","ports":[{"port":5432}]}}"""));
        var pod = await node.UntilPhaseAsync("asker", "Succeeded", "Failed");
        (await node.LogAsync(pod)).Split('\n')[0].ShouldStartWith("127.70.0.9");
    }

    private static JsonNode? Waiting(KubeObject pod) => pod.Status?["containerStatuses"]?[0]?["state"]?["waiting"];

    private static KubeObject Parse(string json) => new((JsonObject)JsonNode.Parse(json)!);
}
