namespace Firesteel.IntegrationTests.Platform;

/// <summary>exec, cp and port-forward with the real kubectl: over WebSockets, as it asks first, and over SPDY, as older ones ask.</summary>
public sealed class StreamTests(RunningPlatform running) : IClassFixture<RunningPlatform>
{
    public static TheoryData<string, bool> Ways => new() { { "1.32", true }, { "1.32", false }, { "1.35", true }, { "1.35", false } };

    private static string Way(bool sockets) => $"export KUBECTL_REMOTE_COMMAND_WEBSOCKETS={(sockets ? "true" : "false")} KUBECTL_PORT_FORWARD_WEBSOCKETS={(sockets ? "true" : "false")}";

    [Theory, MemberData(nameof(Ways))]
    public async Task Exec_carries_input_both_outputs_and_the_exit_code(string version, bool sockets)
    {
        var pod = Pod(version, sockets);
        var output = await running.ShellAsync(version, $"""
            {Way(sockets)}
            {Sleeper(pod)}
            errors=$(mktemp)
            kubectl exec {pod} -- sh -c 'echo out; echo err >&2; echo $HOSTNAME' 2> "$errors"
            echo "errors: $(cat "$errors")"; rm "$errors"
            printf 'one\ntwo\n' | kubectl exec -i {pod} -- wc -l
            kubectl exec {pod} -- sh -c 'exit 7' || echo "code $?"
            head -c 3000000 /dev/zero | kubectl exec -i {pod} -- wc -c
            kubectl exec {pod} -- head -c 3000000 /dev/zero | wc -c
            kubectl exec {pod} -- no-such-command || echo "code $?"
            kubectl exec {pod} -c nobody -- true || echo "code $?"
            kubectl delete pod {pod} --grace-period=0 --force
            """);
        output.ShouldContain("out\n");
        output.ShouldContain("errors: err");
        output.ShouldContain($"{pod}\n");
        output.ShouldContain("2\n");
        output.ShouldContain("code 7");
        output.Split("3000000").Length.ShouldBe(3, output);
        output.ShouldContain("code 127");
        output.ShouldContain("container nobody is not valid");
    }

    [Theory, MemberData(nameof(Ways))]
    public async Task Exec_with_a_terminal_has_one(string version, bool sockets)
    {
        var pod = "tty-" + Pod(version, sockets);
        var output = await running.ShellAsync(version, $"""
            {Way(sockets)}
            {Sleeper(pod)}
            script -qec "kubectl exec -it {pod} -- sh -c 'test -t 0 && test -t 1 && echo a terminal'" /dev/null < /dev/null
            kubectl delete pod {pod} --grace-period=0 --force
            """);
        output.ShouldContain("a terminal");
    }

    [Theory, MemberData(nameof(Ways))]
    public async Task Files_are_copied(string version, bool sockets)
    {
        var pod = "cp-" + Pod(version, sockets);
        var output = await running.ShellAsync(version, $"""
            {Way(sockets)}
            {Sleeper(pod)}
            head -c 200000 /dev/urandom > /tmp/{pod}.there
            kubectl cp /tmp/{pod}.there {pod}:/tmp/there
            kubectl cp {pod}:/tmp/there /tmp/{pod}.back
            cmp /tmp/{pod}.there /tmp/{pod}.back && echo same
            rm /tmp/{pod}.there /tmp/{pod}.back
            kubectl delete pod {pod} --grace-period=0 --force
            """);
        output.ShouldContain("same");
    }

    [Theory, MemberData(nameof(Ways))]
    public async Task Ports_are_forwarded_many_at_once_and_through_services(string version, bool sockets)
    {
        var pod = "web-" + Pod(version, sockets);
        var output = await running.ShellAsync(version, $$"""
            {{Way(sockets)}}
            kubectl run {{pod}} --image=spark:3.5.7 --restart=Never --command -- sh -c 'cd /opt/spark && exec python3 -u -m http.server --bind $(hostname -i) 8123'
            kubectl wait pod/{{pod}} --for=condition=Ready --timeout=60s
            for i in $(seq 100); do kubectl logs {{pod}} | grep -q Serving && break; sleep 0.1; done
            kubectl expose pod {{pod}} --port=80 --target-port=8123
            kubectl port-forward svc/{{pod}} :80 > /tmp/{{pod}}.out 2>&1 & forward=$!
            for i in $(seq 100); do grep -q 'Forwarding from 127' /tmp/{{pod}}.out && break; sleep 0.1; done
            port=$(sed -n 's/Forwarding from 127.0.0.1:\([0-9]*\).*/\1/p' /tmp/{{pod}}.out)
            fetches=""
            for i in 1 2 3 4 5 6 7 8; do curl -sf -o /tmp/{{pod}}.$i http://127.0.0.1:$port/bin/spark-class & fetches="$fetches $!"; done
            wait $fetches
            for i in 1 2 3 4 5 6 7 8; do cmp /tmp/{{pod}}.1 /tmp/{{pod}}.$i && echo fetched $i; done
            kill $forward
            rm /tmp/{{pod}}.*
            kubectl delete svc/{{pod}} pod/{{pod}} --grace-period=0 --force
            """);
        output.ShouldContain("fetched 8");
    }

    private static string Pod(string version, bool sockets) => $"stream-{version.Replace('.', '-')}-{(sockets ? "websocket" : "spdy")}";

    private static string Sleeper(string pod) => $"""
        kubectl run {pod} --image=spark:3.5.7 --restart=Never --command -- sleep 600
        kubectl wait pod/{pod} --for=condition=Ready --timeout=60s
        """;
}
