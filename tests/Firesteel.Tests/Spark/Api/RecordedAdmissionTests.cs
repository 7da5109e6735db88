using System.Text.Json.Nodes;
using Firesteel.Kube.Objects;
using Firesteel.Kube.Problems;
using Firesteel.Spark.Api;
using Firesteel.TestKit.Repository;

namespace Firesteel.Tests.Spark.Api;

/// <summary>What the webhooks of kubeflow's operator refuse, recorded as tables, against what ours finds when it reads the same application.</summary>
public sealed class RecordedAdmissionTests
{
    /// <summary>Rows in which ours differs on purpose.</summary>
    private static readonly Dictionary<string, string> Known = new()
    {
        ["admission-quota/too much memory"] = "quotas are the API server's to enforce, and only it knows what is used; ours tells of its refusal",
        ["admission-quota/java factor"] = "the same",
    };

    public static TheoryData<string, string> Rows
    {
        get
        {
            var rows = new TheoryData<string, string>();
            foreach (var table in Directory.EnumerateDirectories(Path.Combine(Checkout.Cases, "kubeflow"), "admission-*").Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal))
            {
                foreach (var row in Read(table).Where(row => (string?)row["object"]!["kind"] == "SparkApplication"))
                    rows.Add(table, (string)row["case"]!);
            }

            return rows;
        }
    }

    [Theory, MemberData(nameof(Rows))]
    public void An_application_is_refused_where_kubeflow_refuses_it(string table, string row)
    {
        var recorded = Read(table).Single(item => (string?)item["case"] == row);
        var (_, problems) = SparkApplication.Read(new KubeObject((JsonObject)recorded["object"]!.DeepClone()));
        var errors = string.Join(" | ", problems.Where(problem => problem.Severity == Severity.Error));
        var agree = (bool)recorded["accepted"]! == (errors.Length == 0);
        if (Known.TryGetValue($"{table}/{row}", out var reason))
            agree.ShouldBeFalse($"{row} is the same now; take it out of the list ({reason})");
        else
            agree.ShouldBeTrue($"{row}: kubeflow says {recorded["message"] ?? "yes"}, we say {(errors.Length == 0 ? "yes" : errors)}");
    }

    private static IEnumerable<JsonObject> Read(string table) =>
        ((JsonArray)JsonNode.Parse(File.ReadAllText(Path.Combine(Checkout.Cases, "kubeflow", table, "admission.json")))!).OfType<JsonObject>();
}
