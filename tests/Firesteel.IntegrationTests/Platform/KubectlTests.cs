namespace Firesteel.IntegrationTests.Platform;

/// <summary>The real kubectl, old and new, through a day's work.</summary>
public sealed class KubectlTests(RunningPlatform running) : IClassFixture<RunningPlatform>
{
    [Theory, InlineData("1.32"), InlineData("1.35")]
    public async Task Creates_what_it_can_create(string version)
    {
        var @namespace = "made-" + version.Replace('.', '-');
        var output = await running.ShellAsync(version, $"""
            kubectl create namespace {@namespace}
            kubectl create serviceaccount spark -n {@namespace}
            kubectl create secret generic keys -n {@namespace} --from-literal=access-key=a --from-literal=secret-key=b
            kubectl create configmap settings -n {@namespace} --from-literal=a=b
            kubectl create clusterrolebinding {@namespace} --clusterrole=edit --serviceaccount={@namespace}:spark
            kubectl create token spark -n {@namespace} | cut -d. -f1 | wc -l
            kubectl get secret keys -n {@namespace} -o jsonpath='secret={"{.data.access-key}"}' && echo
            kubectl label configmap settings -n {@namespace} team=data
            kubectl get configmap -n {@namespace} -l team=data -o name
            kubectl patch configmap settings -n {@namespace} --type merge -p '{"{\"data\":{\"a\":\"c\"}}"}'
            kubectl get configmap settings -n {@namespace} -o jsonpath='a={"{.data.a}"}' && echo
            KUBE_EDITOR='sed -i s/team:.data/team:\ science/' kubectl edit configmap settings -n {@namespace}
            kubectl get configmap settings -n {@namespace} --show-labels
            kubectl describe configmap settings -n {@namespace}
            kubectl delete namespace {@namespace} --timeout=60s
            """);
        output.ShouldContain("secret=YQ==");
        output.ShouldContain("a=c");
        output.ShouldContain("team=science");
        output.ShouldContain($"namespace \"{@namespace}\" deleted");
    }

    [Theory, InlineData("1.32"), InlineData("1.35")]
    public async Task Tells_who_may_do_what(string version)
    {
        var @namespace = "roles-" + version.Replace('.', '-');
        var output = await running.ShellAsync(version, $"""
            may() {"{ kubectl auth can-i \"$@\" || true; }"}
            kubectl create namespace {@namespace}
            kubectl create serviceaccount reader -n {@namespace}
            reader=system:serviceaccount:{@namespace}:reader
            echo "spark creates pods: $(may create pods --as system:serviceaccount:default:spark)"
            echo "spark reads nodes: $(may get nodes --as system:serviceaccount:default:spark 2> /dev/null)"
            echo "before: $(may list pods -n {@namespace} --as $reader)"
            kubectl create rolebinding reader -n {@namespace} --clusterrole=view --serviceaccount={@namespace}:reader
            echo "lists: $(may list pods -n {@namespace} --as $reader)"
            echo "secrets: $(may list secrets -n {@namespace} --as $reader)"
            kubectl create clusterrole things-{@namespace} --verb=get --resource=sparkapplications.sparkoperator.k8s.io
            kubectl label clusterrole things-{@namespace} rbac.authorization.k8s.io/aggregate-to-view=true
            for i in $(seq 50); do [ "$(may get sparkapplications -n {@namespace} --as $reader)" = yes ] && break; sleep 0.2; done
            echo "aggregated: $(may get sparkapplications -n {@namespace} --as $reader)"
            kubectl auth can-i --list -n {@namespace} --as $reader
            kubectl create configmap mine -n {@namespace} --as $reader || true
            """);
        output.ShouldContain("spark creates pods: yes");
        output.ShouldContain("spark reads nodes: no");
        output.ShouldContain("before: no");
        output.ShouldContain("lists: yes");
        output.ShouldContain("secrets: no");
        output.ShouldContain("aggregated: yes");
        output.ShouldContain("pods/log");
        output.ShouldContain($"configmaps is forbidden: User \"system:serviceaccount:{@namespace}:reader\" cannot create resource \"configmaps\" in API group \"\" in the namespace \"{@namespace}\"");
    }

    [Theory, InlineData("1.32"), InlineData("1.35")]
    public async Task Runs_an_application(string version)
    {
        var name = "pi-" + version.Replace('.', '-');
        var output = await running.ShellAsync(version, $"""
            sed 's/name: spark-pi$/name: {name}/' examples/spark-pi.yaml | kubectl apply -f -
            kubectl get sparkapplications -w --output-watch-events > /dev/null & watch=$!
            kubectl wait sparkapplication/{name} --for=jsonpath='{"{.status.applicationState.state}"}'=RUNNING --timeout=90s
            kubectl logs -f {name}-driver | grep 'Pi is roughly'
            kubectl wait sparkapplication/{name} --for=jsonpath='{"{.status.applicationState.state}"}'=COMPLETED --timeout=60s
            kill $watch
            kubectl get sparkapplications
            kubectl describe sparkapplication {name}
            kubectl events --for sparkapplication/{name}
            kubectl get pods -l sparkoperator.k8s.io/app-name={name}
            kubectl delete sparkapplication {name} --timeout=60s
            kubectl wait pod/{name}-driver --for=delete --timeout=60s
            """);
        output.ShouldContain("Pi is roughly 3.1");
        output.ShouldContain("COMPLETED");
        output.ShouldContain("SparkDriverCompleted", Case.Insensitive);
    }

    [Fact]
    public async Task Runs_a_schedule()
    {
        var output = await running.ShellAsync("1.35", """
            kubectl apply -f examples/spark-pi-scheduled.yaml
            kubectl wait scheduledsparkapplication/spark-pi-scheduled --for=jsonpath='{.status.pastSuccessfulRunNames}' --timeout=120s
            run=$(kubectl get scheduledsparkapplication spark-pi-scheduled -o jsonpath='{.status.pastSuccessfulRunNames[0]}')
            kubectl logs $run-driver | grep 'Pi is roughly'
            kubectl get scheduledsparkapplications -o wide
            kubectl events --for scheduledsparkapplication/spark-pi-scheduled
            kubectl patch scheduledsparkapplication spark-pi-scheduled --type merge -p '{"spec":{"suspend":true}}'
            ./firesteel apps trigger spark-pi-scheduled
            kubectl wait sparkapplication -l sparkoperator.k8s.io/scheduled-app-name=spark-pi-scheduled --for=jsonpath='{.status.applicationState.state}'=COMPLETED --timeout=120s
            kubectl delete -f examples/spark-pi-scheduled.yaml
            kubectl wait sparkapplication -l sparkoperator.k8s.io/scheduled-app-name=spark-pi-scheduled --for=delete --timeout=60s
            """);
        output.ShouldContain("Pi is roughly 3.1");
        output.ShouldContain("SparkApplicationScheduled");
        output.ShouldContain("is started");
    }

    [Theory, InlineData("1.32"), InlineData("1.35")]
    public async Task A_bad_specification_is_answered_with_every_mistake(string version)
    {
        var name = "bad-" + version.Replace('.', '-');
        var output = await running.ShellAsync(version, $"""
            sed -e 's/name: spark-pi$/name: {name}/' -e 's/memory: 512m/memory: 1gg/' examples/spark-pi.yaml | kubectl apply -f - || true
            for i in $(seq 50); do
              kubectl get sparkapplication {name} -o jsonpath='{"{.status.applicationState.errorMessage}"}' 2>/dev/null | grep -q 1gg && break
              sleep 0.2
            done
            kubectl get sparkapplication {name} -o yaml
            kubectl delete sparkapplication {name}
            """);
        output.ShouldContain("spec.driver.memory");
        output.ShouldContain("spec.executor.memory");
    }
}
