using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Firesteel.Kube.Problems;
using Firesteel.Spark.Submission;
using Firesteel.Spark.Submission.Arguments;
using Firesteel.Spark.Submission.Releases;

namespace Firesteel.TestKit.Submissions;

/// <summary>One run of the real spark-submit: <c>cases/spark-submit/VERSION/NAME.json</c>.</summary>
public sealed class RecordedSubmission(string version, JsonObject json)
{
    public const string Root = "/recorded/case";
    public const string Port = "46443";

    public static SubmissionIdentity Identity { get; } = new(
        "spark-00112233445566778899aabbccddeeff", "a1b2c3d4e5f60718", "b1b2c3d4e5f60718", "c1b2c3d4e5f60718",
        new Guid("0f0f0f0f-1111-4222-8333-444444444444"), DateTimeOffset.FromUnixTimeMilliseconds(1763600000000));

    public string Name => $"{version}/{(string)Json["name"]!}";

    public JsonObject Json { get; } = json;

    public int? ExitCode => (int?)Json["exitCode"];

    public IReadOnlyList<string> Arguments => [.. ((JsonArray)Json["args"]!).Select(argument => Fill((string)argument!))];

    /// <summary>The versions of Spark that there are recordings of.</summary>
    public static ImmutableArray<string> Versions(string cases) =>
        [.. Directory.EnumerateDirectories(Path.Combine(cases, "spark-submit")).Select(directory => Path.GetFileName(directory)!).Order(StringComparer.Ordinal)];

    public static ImmutableArray<string> Names(string cases, string version) =>
        [.. Directory.EnumerateFiles(Path.Combine(cases, "spark-submit", version), "*.json").Order(StringComparer.Ordinal).Select(path => $"{version}/{Path.GetFileNameWithoutExtension(path)}")];

    public static RecordedSubmission Load(string cases, string name) =>
        new(name.Split('/')[0], (JsonObject)JsonNode.Parse(File.ReadAllText(Path.Combine(cases, "spark-submit", name + ".json")))!);

    /// <summary>The command line as ours reads it.</summary>
    public (SubmissionRequest? Request, ImmutableArray<Problem> Problems) Read() =>
        SubmitCommandLine.Read(Arguments, SparkReleases.For(version), Submitter(), Identity);

    private Submitter Submitter()
    {
        var environment = (Json["env"] as JsonObject ?? []).ToImmutableDictionary(entry => entry.Key, entry => Fill((string)entry.Value!));
        return new("root", environment, CaseFiles.Of(Json["files"] as JsonObject, Json["server"]?["static"] as JsonObject, Root, Fill), Root);
    }

    private static string Fill(string text) =>
        text.Replace("<CASE_DIR>", Root).Replace("<PORT>", Port).Replace("<SPARK_HOME>", "/recorded/spark");
}
