using System.Text.Json.Nodes;
using Firesteel.Kube.Client;
using Firesteel.Kube.Objects;
using Firesteel.TestKit.Files;

namespace Firesteel.IntegrationTests.Node;

public sealed class ControllerTests
{

    [Fact]
    public async Task A_deployment_rolls_out_serves_and_takes_its_pods_with_it()
    {
        await using var platform = await PlatformFixture.StartAsync();
        var client = platform.Client;
        await client.CreateAsync(ResourceTypes.Services, Parse("""{"apiVersion":"v1","kind":"Service","metadata":{"name":"web","namespace":"default"},"spec":{"selector":{"app":"web"},"ports":[{"port":8080}]}}"""));
        await client.CreateAsync(ResourceTypes.Deployments, Parse("""
            {"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"web","namespace":"default"},"spec":{"replicas":2,"selector":{"matchLabels":{"app":"web"}},
             "template":{"metadata":{"labels":{"app":"web"}},"spec":{"terminationGracePeriodSeconds":1,"containers":[{"name":"main","image":"busybox","command":["sleep","1000"]}]}}}}
            """));
        await platform.UntilAsync(ResourceTypes.Deployments, "web", found => found?.Status?["availableReplicas"]?.GetValue<int>() == 2);
        await platform.UntilAsync(ResourceTypes.Endpoints, "web", found => found?.Json["subsets"]?[0]?["addresses"]?.AsArray().Count == 2);

        await client.PatchAsync(ResourceTypes.Deployments, new("default", "web"), new Patch(PatchType.Strategic, JsonNode.Parse(
            """{"spec":{"template":{"spec":{"containers":[{"name":"main","env":[{"name":"A","value":"b"}]}]}}}}""")!));
        var rolled = await platform.UntilAsync(ResourceTypes.Deployments, "web", found =>
            found!.Status?["observedGeneration"]?.GetValue<long>() == found.Generation && found.Status["updatedReplicas"]?.GetValue<int>() == 2
            && found.Status["replicas"]?.GetValue<int>() == 2 && found.Status["availableReplicas"]?.GetValue<int>() == 2);
        rolled!.Annotation("deployment.kubernetes.io/revision").ShouldBe("2");

        await client.DeleteAsync(ResourceTypes.Deployments, rolled.Key, new Deletion(Propagation: "Foreground"));
        await platform.UntilAsync(ResourceTypes.Deployments, "web", found => found is null);
        (await client.ListAsync(ResourceTypes.Pods, "default")).Items.ShouldBeEmpty();
        (await client.ListAsync(ResourceTypes.ReplicaSets, "default")).Items.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_job_completes_another_gives_up()
    {
        await using var platform = await PlatformFixture.StartAsync();
        await platform.Client.CreateAsync(ResourceTypes.Jobs, Job("good", "exit 0", 3, backoffLimit: 0));
        await platform.Client.CreateAsync(ResourceTypes.Jobs, Job("bad", "exit 1", 1, backoffLimit: 0));
        var good = await platform.UntilAsync(ResourceTypes.Jobs, "good", found => found?.Status?["conditions"] is JsonArray { Count: > 0 });
        good!.Status!["succeeded"]!.GetValue<int>().ShouldBe(3);
        good.Status["conditions"]!.AsArray().ShouldContain(condition => condition!["type"]!.GetValue<string>() == "Complete");
        var bad = await platform.UntilAsync(ResourceTypes.Jobs, "bad", found => found?.Status?["conditions"] is JsonArray { Count: > 0 });
        bad!.Status!["conditions"]!.AsArray().ShouldContain(condition => condition!["reason"]!.GetValue<string>() == "BackoffLimitExceeded");
    }

    [Fact]
    public async Task A_daemon_set_has_a_pod_on_the_node_and_rolls()
    {
        await using var platform = await PlatformFixture.StartAsync();
        var type = ResourceTypes.DaemonSets;
        var set = Parse("""
            {"apiVersion":"apps/v1","kind":"DaemonSet","metadata":{"name":"agent","namespace":"default"},"spec":{"selector":{"matchLabels":{"app":"agent"}},
             "template":{"metadata":{"labels":{"app":"agent"}},"spec":{"terminationGracePeriodSeconds":0,"containers":[{"name":"main","image":"busybox","command":["sleep","1000"]}]}}}}
            """);
        await platform.Client.CreateAsync(type, set);
        await platform.UntilAsync(type, "agent", found => found?.Status?["numberAvailable"]?.GetValue<int>() == 1);
        var first = (await platform.Client.ListAsync(ResourceTypes.Pods, "default")).Items.ShouldHaveSingleItem();
        await platform.Client.PatchAsync(type, set.Key, new Patch(PatchType.Strategic, JsonNode.Parse("""{"spec":{"template":{"spec":{"containers":[{"name":"main","env":[{"name":"A","value":"b"}]}]}}}}""")!));
        await platform.UntilAsync(type, "agent", found => found?.Status?["observedGeneration"]?.GetValue<long>() == found!.Generation
            && found.Status["updatedNumberScheduled"]?.GetValue<int>() == 1 && found.Status["numberAvailable"]?.GetValue<int>() == 1);
        (await platform.Client.ListAsync(ResourceTypes.Pods, "default")).Items.ShouldNotContain(pod => pod.Name == first.Name);
    }

    [Fact]
    public async Task A_cron_job_makes_up_for_a_time_that_it_missed()
    {
        await using var platform = await PlatformFixture.StartAsync();
        var type = ResourceTypes.CronJobs;
        var cron = await platform.Client.CreateAsync(type, Parse("""
            {"apiVersion":"batch/v1","kind":"CronJob","metadata":{"name":"tidy","namespace":"default"},"spec":{"schedule":"0 0 1 1 *","suspend":true,
             "jobTemplate":{"spec":{"template":{"spec":{"restartPolicy":"Never","containers":[{"name":"main","image":"busybox","command":["true"]}]}}}}}}
            """));
        cron.Json["status"] = new JsonObject { ["lastScheduleTime"] = "2020-06-01T00:00:00Z" };
        await platform.Client.ReplaceAsync(type, cron, "status");
        await platform.Client.PatchAsync(type, cron.Key, new Patch(PatchType.Merge, new JsonObject { ["spec"] = new JsonObject { ["suspend"] = false } }));
        var done = await platform.UntilAsync(type, "tidy", found => found?.Status?["lastSuccessfulTime"] is not null);
        done!.Status!["lastScheduleTime"]!.GetValue<string>().ShouldEndWith("-01-01T00:00:00Z");
        (await platform.Client.ListAsync(ResourceTypes.Jobs, "default")).Items.ShouldHaveSingleItem().Name.ShouldStartWith("tidy-");
    }

    [Fact]
    public async Task A_namespace_goes_with_all_that_is_in_it()
    {
        await using var platform = await PlatformFixture.StartAsync();
        var client = platform.Client;
        await client.CreateAsync(ResourceTypes.Namespaces, KubeObject.Of(ResourceTypes.Namespaces, "", "team"));
        await PlatformFixture.UntilAsync(() => client.FindAsync(ResourceTypes.ConfigMaps, new("team", "kube-root-ca.crt")), found => found is not null);
        await client.CreateAsync(ResourceTypes.Pods, Parse("""{"apiVersion":"v1","kind":"Pod","metadata":{"name":"p","namespace":"team"},"spec":{"terminationGracePeriodSeconds":1,"containers":[{"name":"main","image":"busybox","command":["sleep","1000"]}]}}"""));
        await PlatformFixture.UntilAsync(() => client.FindAsync(ResourceTypes.Pods, new("team", "p")), found => found?.Status?["phase"]?.GetValue<string>() == "Running");
        await client.DeleteAsync(ResourceTypes.Namespaces, new("", "team"));
        await platform.UntilAsync(ResourceTypes.Namespaces, "team", found => found is null);
        (await client.ListAsync(ResourceTypes.Pods, "team")).Items.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_stateful_set_keeps_its_claims_contents()
    {
        await using var platform = await PlatformFixture.StartAsync();
        await platform.Client.CreateAsync(ResourceTypes.StatefulSets, Parse("""
            {"apiVersion":"apps/v1","kind":"StatefulSet","metadata":{"name":"db","namespace":"default"},"spec":{"serviceName":"db","replicas":1,"selector":{"matchLabels":{"app":"db"}},
             "volumeClaimTemplates":[{"metadata":{"name":"data"},"spec":{"accessModes":["ReadWriteOnce"],"resources":{"requests":{"storage":"1Gi"}}}}],
             "template":{"metadata":{"labels":{"app":"db"}},"spec":{"terminationGracePeriodSeconds":0,
              "containers":[{"name":"main","image":"busybox","command":["sh","-c","hostname >>/data/names; cat /data/names; exec sleep 1000"],"volumeMounts":[{"name":"data","mountPath":"/data"}]}]}}}}
            """));
        var first = await platform.UntilAsync(ResourceTypes.Pods, "db-0", found => found?.Status?["phase"]?.GetValue<string>() == "Running");
        await PlatformFixture.UntilAsync(() => platform.LogAsync(first!), log => log == "db-0\n");
        await platform.Client.DeleteAsync(ResourceTypes.Pods, first!.Key);
        var second = await platform.UntilAsync(ResourceTypes.Pods, "db-0", found => found is not null && found.Uid != first.Uid && found.Status?["phase"]?.GetValue<string>() == "Running");
        await PlatformFixture.UntilAsync(() => platform.LogAsync(second!), log => log == "db-0\ndb-0\n");
        (await platform.Client.FindAsync(ResourceTypes.PersistentVolumeClaims, new("default", "data-db-0")))!.Status!["phase"]!.GetValue<string>().ShouldBe("Bound");
    }

    [Fact]
    public async Task What_nobody_owns_any_more_is_collected_what_is_orphaned_stays()
    {
        await using var platform = await PlatformFixture.StartAsync();
        var client = platform.Client;
        var owner = await client.CreateAsync(ResourceTypes.ConfigMaps, KubeObject.Of(ResourceTypes.ConfigMaps, "default", "owner"));
        var keeper = await client.CreateAsync(ResourceTypes.ConfigMaps, KubeObject.Of(ResourceTypes.ConfigMaps, "default", "keeper"));
        await CreateOwnedAsync("of-owner", owner);
        await CreateOwnedAsync("of-both", owner, keeper);
        await CreateOwnedAsync("of-keeper", keeper);
        await client.DeleteAsync(ResourceTypes.ConfigMaps, owner.Key, new Deletion(Propagation: "Background"));
        await platform.UntilAsync(ResourceTypes.ConfigMaps, "of-owner", found => found is null);
        await platform.UntilAsync(ResourceTypes.ConfigMaps, "of-both", found => found!.Metadata!["ownerReferences"]!.AsArray().Count == 1);
        await client.DeleteAsync(ResourceTypes.ConfigMaps, keeper.Key, new Deletion(Propagation: "Orphan"));
        await platform.UntilAsync(ResourceTypes.ConfigMaps, "keeper", found => found is null);
        (await platform.UntilAsync(ResourceTypes.ConfigMaps, "of-keeper", found => found is null || found.Metadata!["ownerReferences"] is null)).ShouldNotBeNull();

        Task CreateOwnedAsync(string name, params KubeObject[] owners)
        {
            var item = KubeObject.Of(ResourceTypes.ConfigMaps, "default", name);
            item.Metadata!["ownerReferences"] = new JsonArray([.. owners.Select(one => (JsonNode)new JsonObject { ["apiVersion"] = "v1", ["kind"] = "ConfigMap", ["name"] = one.Name, ["uid"] = one.Uid })]);
            return client.CreateAsync(ResourceTypes.ConfigMaps, item);
        }
    }

    [Fact]
    public async Task A_service_with_another_target_port_is_forwarded()
    {
        await using var platform = await PlatformFixture.StartAsync();
        var client = platform.Client;
        await client.CreateAsync(ResourceTypes.Services, Parse("""{"apiVersion":"v1","kind":"Service","metadata":{"name":"echo","namespace":"default"},"spec":{"selector":{"app":"echo"},"ports":[{"port":8181,"targetPort":"http"}]}}"""));
        await client.CreateAsync(ResourceTypes.Pods, Parse("""
            {"apiVersion":"v1","kind":"Pod","metadata":{"name":"echo","namespace":"default","labels":{"app":"echo"}},"spec":{"terminationGracePeriodSeconds":0,
             "containers":[{"name":"main","image":"debian","command":["python3","-m","http.server","9090","--bind","$(IP)"],"ports":[{"name":"http","containerPort":9090}],
              "env":[{"name":"IP","valueFrom":{"fieldRef":{"fieldPath":"status.podIP"}}}],"readinessProbe":{"httpGet":{"port":"http","path":"/etc/hostname"},"periodSeconds":1}}]}}
            """));
        await client.CreateAsync(ResourceTypes.Pods, Parse("""
            {"apiVersion":"v1","kind":"Pod","metadata":{"name":"asker","namespace":"default"},"spec":{"restartPolicy":"Never",
             "containers":[{"name":"main","image":"debian","command":["python3","-c","import urllib.request as u, time\nwhile True:\n  try:\n    print(u.urlopen('http://echo.default.svc:8181/etc/hostname').read().decode()); break\n  except OSError: time.sleep(0.1)"]}]}}
            """));
        var asker = await platform.UntilAsync(ResourceTypes.Pods, "asker", found => found?.Status?["phase"]?.GetValue<string>() is "Succeeded" or "Failed");
        (await platform.LogAsync(asker!)).Trim().ShouldBe("echo");
    }

    [Fact]
    public async Task A_pod_that_says_nothing_of_its_readiness_may_listen_on_all_addresses_beside_its_own_service()
    {
        await using var platform = await PlatformFixture.StartAsync();
        var client = platform.Client;
        using var go = new TemporaryDirectory();
        var service = await client.CreateAsync(ResourceTypes.Services, Parse("""{"apiVersion":"v1","kind":"Service","metadata":{"name":"late","namespace":"default"},"spec":{"selector":{"app":"late"},"ports":[{"port":8282}]}}"""));
        await client.CreateAsync(ResourceTypes.Pods, Parse($$$$"""
            {"apiVersion":"v1","kind":"Pod","metadata":{"name":"late","namespace":"default","labels":{"app":"late"}},"spec":{"terminationGracePeriodSeconds":0,
             "containers":[{"name":"main","image":"debian","command":["sh","-c","until [ -e /go/on ]; do sleep 0.1; done; exec python3 -m http.server 8282 --bind 0.0.0.0"],
              "volumeMounts":[{"name":"go","mountPath":"/go"}]}],"volumes":[{"name":"go","hostPath":{"path":"{{{{go.Path}}}}"}}]}}
            """));
        await platform.UntilAsync(ResourceTypes.Endpoints, "late", found => found?.Json["subsets"]?[0]?["addresses"]?.AsArray().Count == 1);
        await File.WriteAllTextAsync(Path.Combine(go.Path, "on"), "");
        using var http = new HttpClient();
        foreach (var host in new[] { (string)service.Spec!["clusterIP"]!, (string)(await client.FindAsync(ResourceTypes.Pods, new("default", "late")))!.Status!["podIP"]! })
        {
            var answer = await PlatformFixture.UntilAsync(() => AskAsync(http, $"http://{host}:8282/etc/hostname"), said => said is not null);
            answer!.Trim().ShouldBe("late");
        }

        (await client.FindAsync(ResourceTypes.Pods, new("default", "late")))!.Status!["containerStatuses"]![0]!["restartCount"]!.GetValue<int>().ShouldBe(0);
    }

    private static async Task<string?> AskAsync(HttpClient http, string address)
    {
        try
        {
            return await http.GetStringAsync(address);
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }

    private static KubeObject Job(string name, string script, int completions, int backoffLimit)
    {
        var job = Parse("""
            {"apiVersion":"batch/v1","kind":"Job","metadata":{"namespace":"default"},"spec":{"parallelism":2,
             "template":{"spec":{"restartPolicy":"Never","containers":[{"name":"main","image":"busybox","command":["sh","-c"]}]}}}}
            """);
        job.Metadata!["name"] = name;
        job.Spec!["completions"] = completions;
        job.Spec["backoffLimit"] = backoffLimit;
        job.Spec["template"]!["spec"]!["containers"]![0]!["args"] = new JsonArray(script);
        return job;
    }

    private static KubeObject Parse(string json) => new((JsonObject)JsonNode.Parse(json)!);
}
