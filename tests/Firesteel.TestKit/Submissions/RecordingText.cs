using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Firesteel.TestKit.Submissions;

/// <summary>Puts placeholders in the place of what is random or belongs to one machine, as the recordings have them.</summary>
internal static partial class RecordingText
{
    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static JsonNode Normalise(JsonNode requests, int port, string directory, string home)
    {
        var text = requests.ToJsonString(Relaxed)
            .Replace(directory, "<CASE_DIR>", StringComparison.Ordinal).Replace(home, "<SPARK_HOME>", StringComparison.Ordinal)
            .Replace($":{port}", ":<PORT>", StringComparison.Ordinal);
        if (ApplicationId().Match(text) is { Success: true } id)
            text = text.Replace(id.Groups["id"].Value, "<APP_ID>", StringComparison.Ordinal);
        text = ConfigMap().Replace(text, match => $"spark-drv-<CONF_ID>-conf-map");
        if ((Prefixed().Match(text) is { Success: true } prefix ? prefix : Service().Match(text)) is { Success: true } unique)
            text = text.Replace(unique.Groups["hex"].Value, "<HEX16>", StringComparison.Ordinal);
        text = Service().Replace(text, "spark-<SERVICE_ID>-driver-svc");
        text = SubmitTime().Replace(text, match => match.Value.EndsWith(GivenTime, StringComparison.Ordinal) ? match.Value : "spark.app.submitTime=<SUBMIT_TIME>");
        var numbers = new Dictionary<string, int>();
        text = Uuid().Replace(text, match => $"<UUID-{(numbers.TryGetValue(match.Value, out var number) ? number : numbers[match.Value] = numbers.Count + 1)}>");
        return JsonNode.Parse(text)!;
    }

    [GeneratedRegex("\"spark-app-selector\":\"(?<id>spark-[0-9a-f]{32})\"")]
    private static partial Regex ApplicationId();

    [GeneratedRegex("spark-drv-[0-9a-f]{16}-conf-map")]
    private static partial Regex ConfigMap();

    /// <summary>What a drawn configuration may set itself.</summary>
    private const string GivenTime = "1700000000000";

    [GeneratedRegex("(?<hex>[0-9a-fx][0-9a-f]{15})-(?:driver\"|kubernetes-credentials|hadoop-config|krb5-file|kerberos-keytab|driver-podspec-conf-map|driver-pvc-)")]
    private static partial Regex Prefixed();

    [GeneratedRegex("(?:[a-z]-)?(?<hex>[0-9a-f]{16})-driver-svc")]
    private static partial Regex Service();

    [GeneratedRegex("spark.app.submitTime=[0-9]{13}")]
    private static partial Regex SubmitTime();

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")]
    private static partial Regex Uuid();
}
