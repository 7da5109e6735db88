using System.Text.Json.Nodes;
using Firesteel.Embedded.ApiServer.Rules;
using Firesteel.Embedded.ApiServer.Schemas;

namespace Firesteel.Tests.Embedded.ApiServer.Rules;

public sealed class WorkloadRulesTests
{
    private const string Template = """{"metadata":{"labels":{"app":"a"}},"spec":{"containers":[{"name":"main","image":"x"}]}}""";

    [Theory]
    [InlineData("""{"template":TEMPLATE}""", "spec.selector: Required value")]
    [InlineData("""{"selector":{},"template":TEMPLATE}""", "spec.selector: Invalid value: {}: empty selector is invalid for deployment")]
    [InlineData("""{"selector":{"matchLabels":{"app":"b"}},"template":TEMPLATE}""", "spec.template.metadata.labels: Invalid value: {\"app\":\"a\"}: `selector` does not match template `labels`")]
    [InlineData("""{"selector":{"matchLabels":{"app":"a"}},"replicas":-1,"template":TEMPLATE}""", "spec.replicas: Invalid value: -1: must be greater than or equal to 0")]
    [InlineData("""{"selector":{"matchLabels":{"app":"a"}},"template":{"metadata":{"labels":{"app":"a"}},"spec":{"restartPolicy":"Never","containers":[{"name":"main","image":"x"}]}}}""", "spec.template.spec.restartPolicy: Unsupported value: \"Never\": supported values: \"Always\"")]
    [InlineData("""{"selector":{"matchExpressions":[{"key":"app","operator":"In","values":["a","b"]}]},"template":TEMPLATE}""", null)]
    public void A_deployment_fits_its_pods(string spec, string? expected) => Check(new DeploymentRules(), spec).ShouldBe(expected is null ? [] : [expected]);

    [Theory]
    [InlineData("""{"template":{"spec":{"containers":[{"name":"main","image":"x"}]}}}""", "spec.template.spec.restartPolicy: Required value: valid values: \"OnFailure\", \"Never\"")]
    [InlineData("""{"parallelism":-1,"template":{"spec":{"restartPolicy":"Never","containers":[{"name":"main","image":"x"}]}}}""", "spec.parallelism: Invalid value: -1: must be greater than or equal to 0")]
    public void A_job_says_what_becomes_of_its_pods(string spec, string expected) => Check(new JobRules(), spec).ShouldBe([expected]);

    [Theory]
    [InlineData("""{"schedule":"61 * * * *","jobTemplate":JOB}""", "spec.schedule")]
    [InlineData("""{"schedule":"TZ=UTC 0 * * * *","jobTemplate":JOB}""", "spec.schedule")]
    [InlineData("""{"schedule":"0 * * * *","timeZone":"Mars/Base","jobTemplate":JOB}""", "spec.timeZone")]
    [InlineData("""{"schedule":"0 * * * *","concurrencyPolicy":"Maybe","jobTemplate":JOB}""", "spec.concurrencyPolicy")]
    [InlineData("""{"schedule":"0 * * * *","timeZone":"Europe/Berlin","jobTemplate":JOB}""", null)]
    public void A_cron_job_has_a_schedule(string spec, string? field) => Check(new CronJobRules(), spec).Select(text => text[..text.IndexOf(':')]).ShouldBe(field is null ? [] : [field]);

    [Fact]
    public void A_job_with_a_parallelism_of_its_own_is_a_queue()
    {
        var item = Item("""{"parallelism":3,"template":TEMPLATE}""");
        new JobRules().Default(item);
        item["spec"]!["completions"].ShouldBeNull();
        item["metadata"]!["labels"]!["app"]!.ToString().ShouldBe("a");
    }

    [Theory]
    [InlineData("""{"ports":[{"port":80},{"port":81}]}""", "spec.ports[0].name: Required value|spec.ports[1].name: Required value")]
    [InlineData("""{"ports":[{"port":0}]}""", "spec.ports[0].port: Invalid value: 0: must be between 1 and 65535, inclusive")]
    [InlineData("""{"type":"Odd","ports":[{"port":80}]}""", "spec.type: Unsupported value: \"Odd\": supported values: \"ClusterIP\", \"ExternalName\", \"LoadBalancer\", \"NodePort\"")]
    [InlineData("""{"type":"ExternalName"}""", "spec.externalName: Required value")]
    [InlineData("""{"clusterIP":"None"}""", "")]
    public void A_service_has_ports(string spec, string expected) =>
        string.Join('|', ServiceValidation.Check((JsonObject)JsonNode.Parse(spec)!).Select(cause => cause.Text)).ShouldBe(expected);

    [Fact]
    public void Keys_of_a_config_map_are_names_of_files() =>
        DataKeys.Check((JsonObject)JsonNode.Parse("""{"data":{"a b":"x","ok.txt":"y"},"binaryData":{"ok.txt":"eA=="}}""")!, "", ("data", false), ("binaryData", true)).Select(cause => cause.Field)
            .ShouldBe(["data[a b]", "binaryData[ok.txt]"]);

    private static IEnumerable<string> Check(IKindRules rules, string spec)
    {
        var item = Item(spec);
        rules.Default(item);
        return [.. rules.Validate(item, null, new RuleContext(DateTimeOffset.UnixEpoch, false, (_, _, _) => null, _ => { })).Select(cause => cause.Text)];
    }

    private static JsonObject Item(string spec) => new()
    {
        ["metadata"] = new JsonObject { ["name"] = "x", ["namespace"] = "default" },
        ["spec"] = JsonNode.Parse(spec.Replace("TEMPLATE", Template, StringComparison.Ordinal)
            .Replace("JOB", """{"spec":{"template":{"spec":{"restartPolicy":"Never","containers":[{"name":"main","image":"x"}]}}}}""", StringComparison.Ordinal)),
    };
}
