using System.Text.Json.Nodes;
using Firesteel.Embedded.ApiServer.Rules;
using Firesteel.Embedded.ApiServer.Rules.Pods;
using Firesteel.Embedded.ApiServer.Schemas;

namespace Firesteel.Tests.Embedded.ApiServer.Rules;

/// <summary>The words are those of Kubernetes' validation.</summary>
public sealed class PodSpecValidationTests
{
    private const string Sound = """{"name":"main","image":"spark"}""";

    [Theory]
    [InlineData("""{"containers":[]}""", "spec.containers: Required value")]
    [InlineData("""{"containers":[{"image":"x"}]}""", "spec.containers[0].name: Required value")]
    [InlineData("""{"containers":[{"name":"main"}]}""", "spec.containers[0].image: Required value")]
    [InlineData("""{"containers":[{"name":"a","image":"x"},{"name":"a","image":"x"}]}""", "spec.containers[1].name: Duplicate value: \"a\"")]
    [InlineData("""{"containers":[{"name":"main","image":"x"}],"initContainers":[{"name":"main","image":"x"}]}""", "spec.initContainers[0].name: Duplicate value: \"main\"")]
    [InlineData("""{"containers":[{"name":"main","image":"x","volumeMounts":[{"name":"data","mountPath":"/data"}]}]}""", "spec.containers[0].volumeMounts[0].name: Not found: \"data\"")]
    [InlineData("""{"volumes":[{"name":"v"}],"containers":[{"name":"main","image":"x","volumeMounts":[{"name":"v","mountPath":"/a"},{"name":"v","mountPath":"/a"}]}]}""", "spec.containers[0].volumeMounts[1].mountPath: Invalid value: \"/a\": must be unique")]
    [InlineData("""{"volumes":[{"name":"v","emptyDir":{},"secret":{"secretName":"s"}}],"containers":[MAIN]}""", "spec.volumes[0].secret: Forbidden: may not specify more than 1 volume type")]
    [InlineData("""{"volumes":[{"name":"v","secret":{}}],"containers":[MAIN]}""", "spec.volumes[0].secret.secretName: Required value")]
    [InlineData("""{"volumes":[{"name":"v","hostPath":{"path":"/a/../b"}}],"containers":[MAIN]}""", "spec.volumes[0].hostPath.path: Invalid value: \"/a/../b\": must not contain '..'")]
    [InlineData("""{"volumes":[{"name":"v"},{"name":"v"}],"containers":[MAIN]}""", "spec.volumes[1].name: Duplicate value: \"v\"")]
    [InlineData("""{"containers":[{"name":"main","image":"x","resources":{"requests":{"cpu":"2"},"limits":{"cpu":"1"}}}]}""", "spec.containers[0].resources.requests: Invalid value: \"2\": must be less than or equal to cpu limit of 1")]
    [InlineData("""{"containers":[{"name":"main","image":"x","resources":{"requests":{"nvidia.com/gpu":"1"}}}]}""", "spec.containers[0].resources.limits: Required value: Limit must be set for non overcommitable resources")]
    [InlineData("""{"containers":[{"name":"main","image":"x","resources":{"requests":{"memory":"-1"}}}]}""", "spec.containers[0].resources.requests[memory]: Invalid value: \"-1\": must be greater than or equal to 0")]
    [InlineData("""{"containers":[{"name":"main","image":"x","resources":{"requests":{"memoty":"1"}}}]}""", "spec.containers[0].resources.requests[memoty]: Invalid value: \"memoty\": must be a standard resource for containers")]
    [InlineData("""{"containers":[{"name":"main","image":"x","env":[{"value":"y"}]}]}""", "spec.containers[0].env[0].name: Required value")]
    [InlineData("""{"containers":[{"name":"main","image":"x","env":[{"name":"A","valueFrom":{}}]}]}""", "spec.containers[0].env[0].valueFrom: Invalid value: \"\": must specify one of: `fieldRef`, `resourceFieldRef`, `configMapKeyRef` or `secretKeyRef`")]
    [InlineData("""{"containers":[{"name":"main","image":"x","ports":[{"containerPort":70000}]}]}""", "spec.containers[0].ports[0].containerPort: Invalid value: 70000: must be between 1 and 65535, inclusive")]
    [InlineData("""{"containers":[{"name":"main","image":"x","livenessProbe":{}}]}""", "spec.containers[0].livenessProbe: Required value: must specify a handler type")]
    [InlineData("""{"containers":[{"name":"main","image":"x","livenessProbe":{"exec":{"command":["a"]},"successThreshold":2}}]}""", "spec.containers[0].livenessProbe.successThreshold: Invalid value: 2: must be 1")]
    [InlineData("""{"containers":[MAIN],"restartPolicy":"Sometimes"}""", "spec.restartPolicy: Unsupported value: \"Sometimes\": supported values: \"Always\", \"OnFailure\", \"Never\"")]
    [InlineData("""{"containers":[MAIN],"tolerations":[{"key":"a","operator":"Exists","value":"b"}]}""", "spec.tolerations[0].operator: Invalid value: \"b\": value must be empty when `operator` is 'Exists'")]
    [InlineData("""{"containers":[MAIN],"affinity":{"podAntiAffinity":{"preferredDuringSchedulingIgnoredDuringExecution":[{"weight":0,"podAffinityTerm":{"topologyKey":"kubernetes.io/hostname"}}]}}}""", "spec.affinity.podAntiAffinity.preferredDuringSchedulingIgnoredDuringExecution[0].weight: Invalid value: 0: must be in the range 1-100")]
    [InlineData("""{"containers":[MAIN],"hostAliases":[{"ip":"10.1","hostnames":["a"]}]}""", "spec.hostAliases[0].ip: Invalid value: \"10.1\": must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)")]
    [InlineData("""{"containers":[MAIN],"activeDeadlineSeconds":0}""", "spec.activeDeadlineSeconds: Invalid value: 0: must be between 1 and 2147483647, inclusive")]
    public void What_is_wrong_is_said_in_the_words_of_a_real_server(string spec, string expected)
    {
        var parsed = Parse(spec);
        PodDefaults.Apply(parsed);
        PodSpecValidation.Check(parsed, "spec", isPod: true).Select(cause => cause.Text).ShouldBe([expected]);
    }

    [Fact]
    public void All_that_is_wrong_is_said_at_once()
    {
        var spec = Parse("""{"restartPolicy":"No","containers":[{"volumeMounts":[{"name":"x","mountPath":"/x"}]}]}""");
        PodDefaults.Apply(spec);
        PodSpecValidation.Check(spec, "spec", isPod: true).Select(cause => cause.Field)
            .ShouldBe(["spec.containers[0].name", "spec.containers[0].image", "spec.containers[0].volumeMounts[0].name", "spec.restartPolicy"]);
    }

    [Theory]
    [InlineData("""{"containers":[{"name":"main","image":"new"}]}""", null)]
    [InlineData("""{"containers":[{"name":"main","image":"old"}],"tolerations":[{"key":"a","operator":"Exists"}]}""", null)]
    [InlineData("""{"containers":[{"name":"main","image":"old","args":["more"]}]}""", "spec")]
    [InlineData("""{"containers":[{"name":"main","image":"old"},{"name":"second","image":"old"}]}""", "spec.containers")]
    [InlineData("""{"containers":[{"name":"main","image":"old"}],"nodeSelector":{"a":"b"}}""", "spec")]
    public void Little_of_a_pod_may_change(string changed, string? field)
    {
        var causes = PodUpdateValidation.Check(Parse(changed), Parse("""{"containers":[{"name":"main","image":"old"}]}"""));
        causes.Select(cause => cause.Field).ShouldBe(field is null ? [] : [field]);
    }

    private static JsonObject Parse(string spec) => (JsonObject)JsonNode.Parse(spec.Replace("MAIN", Sound, StringComparison.Ordinal))!;
}
