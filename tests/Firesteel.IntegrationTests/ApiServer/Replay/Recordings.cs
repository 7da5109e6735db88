using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Firesteel.TestKit.Repository;

namespace Firesteel.IntegrationTests.ApiServer.Replay;

/// <summary>One suite of recordings, from whatever directory the tests are pointed at: any files, any areas.</summary>
internal sealed class Recordings
{
    /// <summary>The files in the order in which they were recorded; others come behind, by name.</summary>
    private static readonly string[] HttpFiles = ["crud", "patch", "list", "watch", "validation", "crd", "discovery"];

    private static readonly ConcurrentDictionary<string, Recordings> KubectlVersions = new(StringComparer.Ordinal);

    private Recordings(string directory, string suite, string fixtures, string[] order)
    {
        Suite = suite;
        Fixtures = Read(Path.Combine(directory, fixtures));
        All = Scenarios(Path.Combine(directory, suite), order);
    }

    public static Recordings Http { get; } = HttpOf(Home);

    /// <summary><c>http</c> or <c>kubectl-1.32</c>: the directory's name.</summary>
    public string Suite { get; }

    /// <summary>Definitions that every scenario may use.</summary>
    public IReadOnlyList<JsonObject> Fixtures { get; }

    public IReadOnlyList<Scenario> All { get; }

    /// <summary>For a theory. A directory without this suite gives one null, as a theory without data fails.</summary>
    public TheoryData<string?> Keys => All.Count == 0 ? new((string?)null) : new(All.Select(scenario => (string?)scenario.Key));

    private static string Home => Path.Combine(Checkout.Cases, "kubernetes-api");

    /// <param name="version"><c>1.32</c> or <c>1.35</c>.</param>
    public static Recordings Kubectl(string version) => KubectlVersions.GetOrAdd(version, one => KubectlOf(Home, one));

    public static Recordings HttpOf(string directory) => new(directory, "http", "http-fixtures.json", HttpFiles);

    public static Recordings KubectlOf(string directory, string version) => new(directory, $"kubectl-{version}", "kubectl-fixtures.json", []);

    public Scenario Find(string key) => All.First(scenario => scenario.Key == key);

    private static List<Scenario> Scenarios(string directory, string[] order)
    {
        var scenarios = new List<Scenario>();
        var used = new HashSet<string>(StringComparer.Ordinal);
        foreach (var file in Files(directory, order))
        {
            foreach (var json in Read(file))
            {
                var name = $"{Path.GetFileNameWithoutExtension(file)}/{json["name"]}";
                var key = name;
                for (var again = 2; !used.Add(key); again++)
                    key = $"{name}#{again}";
                scenarios.Add(new(key, json));
            }
        }

        return scenarios;
    }

    private static IEnumerable<string> Files(string directory, string[] order) => Directory.Exists(directory)
        ? Directory.GetFiles(directory, "*.json")
            .OrderBy(file => Array.IndexOf(order, Path.GetFileNameWithoutExtension(file)) is >= 0 and var known ? known : order.Length)
            .ThenBy(file => file, StringComparer.Ordinal)
        : [];

    private static IReadOnlyList<JsonObject> Read(string file) =>
        File.Exists(file) ? [.. JsonNode.Parse(File.ReadAllText(file))!.AsArray().OfType<JsonObject>()] : [];
}
