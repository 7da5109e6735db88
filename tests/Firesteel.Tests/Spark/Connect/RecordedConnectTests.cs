using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Firesteel.Kube.Objects;
using Firesteel.Spark.Connect;
using Firesteel.TestKit.Repository;
using Firesteel.Tests.Operator;

namespace Firesteel.Tests.Spark.Connect;

/// <summary>The servers that kubeflow's operator made, recorded, against ours: pod, service, and the properties in the command.</summary>
public sealed partial class RecordedConnectTests
{
    public static TheoryData<string> Cases => [.. Directory.EnumerateFiles(Path.Combine(Checkout.Cases, "kubeflow"), "input.yaml", SearchOption.AllDirectories)
        .Where(path => File.ReadAllText(path).Contains("kind: SparkConnect", StringComparison.Ordinal) && File.Exists(Path.Combine(Path.GetDirectoryName(path)!, "objects.json")))
        .Select(path => Path.GetFileName(Path.GetDirectoryName(path)!)).Order(StringComparer.Ordinal)];

    [Theory, MemberData(nameof(Cases))]
    public void A_server_is_started_with_the_properties_that_kubeflow_gives(string scenario)
    {
        var theirs = Properties(Command(Write(scenario, "pods")));
        var ours = Properties(Expanded(Command(ConnectObjects.Server(Seen(scenario)).Json)));
        // Ours names its own address in another way.
        theirs.Remove("spark.driver.host").ShouldBeTrue();
        ours.Remove("spark.driver.host").ShouldBeTrue();
        ours.ShouldBe(theirs, ignoreOrder: true);
    }

    [Theory, MemberData(nameof(Cases))]
    public void Its_pod_and_service_have_what_kubeflows_have(string scenario)
    {
        var (pod, ours) = (Write(scenario, "pods"), ConnectObjects.Server(Seen(scenario)).Json);
        foreach (var label in (JsonObject)pod["metadata"]!["labels"]!)
            ((string?)ours["metadata"]!["labels"]![label.Key]).ShouldBe((string?)label.Value, label.Key);
        var (left, right) = (Server(pod), Server(ours));
        left["image"]!.ToString().ShouldBe(right["image"]!.ToString());
        left["env"]!.AsArray().Select(item => (string?)item!["name"]).ShouldBeSubsetOf(right["env"]!.AsArray().Select(item => (string?)item!["name"]));
        left["volumeMounts"]!.AsArray().Select(item => (string?)item!["mountPath"]).ShouldBeSubsetOf(right["volumeMounts"]!.AsArray().Select(item => (string?)item!["mountPath"]));
        foreach (var probe in (string[])["startupProbe", "readinessProbe"])
            JsonNode.DeepEquals(left[probe], right[probe]).ShouldBeTrue(probe);
        var (service, mine) = (Write(scenario, "services"), ConnectObjects.Service(Seen(scenario)).Json);
        service["metadata"]!["name"]!.ToString().ShouldBe(mine["metadata"]!["name"]!.ToString());
        JsonNode.DeepEquals(Ports(service), Ports(mine)).ShouldBeTrue();
        ((string?)service["spec"]!["type"]).ShouldBe((string?)mine["spec"]!["type"] ?? "ClusterIP");
    }

    [Theory, InlineData("min above max"), InlineData("name too long"), InlineData("template with Spark 2.4"), InlineData("negative")]
    public void What_kubeflow_refuses_is_refused(string row)
    {
        var table = (JsonArray)JsonNode.Parse(File.ReadAllText(Path.Combine(Checkout.Cases, "kubeflow", "admission-connect", "admission.json")))!;
        var recorded = table.Single(item => (string?)item!["case"] == row)!;
        ((bool)recorded["accepted"]!).ShouldBeFalse();
        ConnectReading.Read(new KubeObject((JsonObject)recorded["object"]!.DeepClone())).Problems.ShouldNotBeEmpty();
    }

    private static ObservedConnect Seen(string scenario) => ObservedConnect.Of(KubeflowProfile.Input(scenario), [], DateTimeOffset.UnixEpoch, "https://KUBERNETES_SERVICE_HOST:KUBERNETES_SERVICE_PORT");

    private static JsonObject Write(string scenario, string resource) => (JsonObject)((JsonArray)JsonNode.Parse(File.ReadAllText(Path.Combine(Checkout.Cases, "kubeflow", scenario, "objects.json")))!["writes"]!)
        .First(write => (string?)write!["resource"] == resource)!["object"]!;

    private static JsonObject Server(JsonObject pod) => pod["spec"]!["containers"]!.AsArray().OfType<JsonObject>().Single(container => container["args"] is JsonArray args && args.ToJsonString().Contains("--master", StringComparison.Ordinal));

    private static string Command(JsonObject pod) => (string)Server(pod)["args"]![0]!;

    private static JsonArray Ports(JsonObject service) =>
        new([.. service["spec"]!["ports"]!.AsArray().Select(port => (JsonNode)new JsonObject { ["name"] = port!["name"]!.DeepClone(), ["port"] = port["port"]!.DeepClone(), ["targetPort"] = port["targetPort"]!.DeepClone(), ["appProtocol"] = port["appProtocol"]!.DeepClone() })]);

    /// <summary>As a shell without the variable reads it.</summary>
    private static string Expanded(string command) => OwnAddressOnly().Replace(command, match => match.Groups["otherwise"].Value);

    private static Dictionary<string, string> Properties(string command) => Conf().Matches(command)
        .Select(match => match.Groups["quoted"].Success ? match.Groups["quoted"].Value.Replace("'\"'\"'", "'", StringComparison.Ordinal) : match.Groups["plain"].Value)
        .Select(text => text.Split('=', 2)).ToDictionary(parts => parts[0], parts => parts[1]);

    [GeneratedRegex(@"\$\{SPARK_LOCAL_IP:(?:-(?<otherwise>[^}]*)|\+[^}]*)\}")]
    private static partial Regex OwnAddressOnly();

    [GeneratedRegex("""--conf (?:'(?<quoted>(?:[^']|'"'"')*)'|(?<double>"?)(?<plain>\S+)\k<double>)""")]
    private static partial Regex Conf();
}
