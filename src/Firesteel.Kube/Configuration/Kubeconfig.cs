using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Firesteel.Kube.Problems;
using Firesteel.Kube.Yaml;

namespace Firesteel.Kube.Configuration;

/// <summary>Kubeconfig files as one: the first that names something wins, as kubectl has it.</summary>
public sealed class Kubeconfig
{
    private readonly Dictionary<string, KubeconfigEntry> clusters = new(StringComparer.Ordinal);
    private readonly Dictionary<string, KubeconfigEntry> users = new(StringComparer.Ordinal);
    private readonly Dictionary<string, KubeconfigEntry> contexts = new(StringComparer.Ordinal);
    private readonly List<Problem> problems = [];
    private readonly KubeEnvironment environment;
    private (string Name, Location Where)? current;

    private Kubeconfig(KubeEnvironment environment) => this.environment = environment;

    public ImmutableArray<Problem> Problems => [.. problems];

    public IReadOnlyCollection<string> Contexts => contexts.Keys;

    public string? CurrentContext => current?.Name;

    /// <summary>No file was there, or none said anything.</summary>
    public bool IsEmpty => clusters.Count == 0 && contexts.Count == 0 && users.Count == 0 && problems.Count == 0;

    /// <summary>What KUBECONFIG lists, or else <c>~/.kube/config</c>; files that do not exist are skipped.</summary>
    public static Kubeconfig Find(KubeEnvironment environment)
    {
        var listed = environment.Variable("KUBECONFIG");
        return string.IsNullOrEmpty(listed)
            ? Open([Path.Combine(environment.Home, ".kube", "config")], environment, mustExist: false)
            : Open(listed.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries), environment, mustExist: false);
    }

    /// <param name="files">In falling order of weight.</param>
    /// <param name="environment">For the credentials.</param>
    /// <param name="mustExist">A missing file is a problem.</param>
    public static Kubeconfig Open(IEnumerable<string> files, KubeEnvironment environment, bool mustExist)
    {
        var kubeconfig = new Kubeconfig(environment);
        foreach (var file in files)
        {
            try
            {
                kubeconfig.Add(File.ReadAllText(file), file);
            }
            catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
            {
                if (mustExist)
                    kubeconfig.problems.Add(new(new Location(file), "the kubeconfig does not exist", "correct the path, or write one with: firesteel up --kubeconfig FILE"));
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                kubeconfig.problems.Add(new(new Location(file), $"the kubeconfig cannot be read ({e.Message.TrimEnd('.')})", "correct the path or its rights"));
            }
        }

        return kubeconfig;
    }

    /// <param name="text">Of one file.</param>
    /// <param name="file">Its name; paths in it are relative to its directory.</param>
    /// <param name="environment">For the credentials; null is this process'.</param>
    public static Kubeconfig Parse(string text, string file, KubeEnvironment? environment = null)
    {
        var kubeconfig = new Kubeconfig(environment ?? KubeEnvironment.Process);
        kubeconfig.Add(text, file);
        return kubeconfig;
    }

    /// <param name="context">Null takes the current one.</param>
    /// <exception cref="ProblemException">With everything that is wrong on the way to this context.</exception>
    public KubeConfiguration Resolve(string? context = null)
    {
        if (problems.Count > 0)
            throw new ProblemException(Problems);
        return new KubeconfigResolution(clusters, users, contexts, environment).Resolve(context, current);
    }

    private void Add(string text, string file)
    {
        var read = YamlReader.Read(text, file);
        problems.AddRange(read.Problems.Where(problem => problem.Severity == Severity.Error));
        foreach (var document in read.Documents)
        {
            if (document.Root is not JsonObject root)
            {
                problems.Add(new(document.Locate(""), "a kubeconfig is a mapping with clusters, users and contexts", "name a kubeconfig"));
                continue;
            }

            if (root["current-context"] is JsonValue value && value.TryGetValue(out string? name) && name.Length > 0)
                current ??= (name, document.Locate("current-context"));
            Collect(document, root, file, "clusters", "cluster", clusters);
            Collect(document, root, file, "users", "user", users);
            Collect(document, root, file, "contexts", "context", contexts);
        }
    }

    private void Collect(YamlDocument document, JsonObject root, string file, string list, string member, Dictionary<string, KubeconfigEntry> into)
    {
        if (root[list] is not JsonArray items)
        {
            if (root[list] is not null)
                problems.Add(new(document.Locate(list), $"{list} is no list", $"write {list}: as a list of entries with a name and a {member}"));
            return;
        }

        for (var i = 0; i < items.Count; i++)
        {
            var path = $"{list}[{i}]";
            if (items[i] is not JsonObject item || item["name"] is not JsonValue value || !value.TryGetValue(out string? name) || name.Length == 0)
                problems.Add(new(document.Locate(path), $"an entry of {list} has no name", "give it a name"));
            else if (item[member] is null or JsonObject)
                into.TryAdd(name, new(name, file, document, $"{path}.{member}", item[member] as JsonObject ?? []));
            else
                problems.Add(new(document.Locate($"{path}.{member}"), $"{member} is no mapping", "correct the indentation below it"));
        }
    }
}
