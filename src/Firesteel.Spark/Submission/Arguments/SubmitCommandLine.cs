using System.Collections.Immutable;
using Firesteel.Kube.Problems;
using Firesteel.Spark.Submission.Releases;

namespace Firesteel.Spark.Submission.Arguments;

/// <summary>Turns the arguments of <c>spark-submit --deploy-mode cluster</c> into a request. Source: native-submission §1.</summary>
public static class SubmitCommandLine
{
    /// <returns>
    /// The request, and what is wrong with the arguments. A request may come with errors, so that building it can say what else is wrong; it is null
    /// when the command line itself cannot be read.
    /// </returns>
    public static (SubmissionRequest? Request, ImmutableArray<Problem> Problems) Read(
        IReadOnlyList<string> arguments, SparkRelease release, Submitter submitter, SubmissionIdentity identity)
    {
        submitter = EnvironmentScript.Apply(submitter);
        var parsed = ParsedArguments.Read(arguments, release);
        var (properties, notes) = SubmitProperties.Merge(parsed, submitter, release);
        var problems = new List<Problem>([.. parsed.Problems, .. notes]);
        if (parsed.Problems.Length > 0)
            return (null, [.. problems]);

        var resource = parsed.Resource;
        if (resource is null)
            Fail("resource", "Missing application resource.", "name a jar, a Python file or an R file");
        if (properties.GetValueOrDefault("spark.submit.deployMode", "client") is var mode && mode != "cluster")
            Fail("--deploy-mode", mode == "client" ? "the deploy mode is client" : "Deploy mode must be either client or cluster", "use --deploy-mode cluster");
        if (parsed.Options.GetValueOrDefault("--total-executor-cores") is { } total && !(int.TryParse(total, out var cores) && cores > 0))
            Fail("--total-executor-cores", "Total executor cores must be a positive number", "leave the option out, it means nothing on Kubernetes");
        if (parsed.Options.ContainsKey("--proxy-user") && properties.ContainsKey("spark.kerberos.principal"))
            Fail("--proxy-user", "Only one of --proxy-user or --principal can be provided.", "remove one of them");
        if (properties.ContainsKey("spark.remote") && (properties.ContainsKey("spark.master") || properties.ContainsKey("spark.submit.deployMode")))
            Fail("--remote", "Remote cannot be specified with master and/or deploy mode.", "remove --remote");
        var master = MasterUrl.Normalise(properties.GetValueOrDefault("spark.master", ""), release, problems);

        var kind = KindOf(resource ?? "");
        var mainClass = parsed.Options.GetValueOrDefault("--class");
        if (kind == ApplicationKind.Java && mainClass is null && resource is not (null or ResourceUri.None) && !IsShell(resource))
            Fail("--class", NoMainClass(resource, submitter), "name the main class with --class");
        foreach (var option in SubmitOption.All.Where(option => SubmitOption.PathLists.Contains(option.Property ?? "")))
            CheckEntries(option.Name, parsed.Options.GetValueOrDefault(option.Name, ""), submitter, problems);
        if (resource is null)
            return (null, [.. problems]);

        resource = resource is ResourceUri.None || IsShell(resource) ? resource : ResourceUri.Resolve(resource, submitter.WorkingDirectory);
        return (new SubmissionRequest
        {
            Release = release,
            Properties = Complete(properties, release, submitter, identity, kind, resource, mainClass).SetItem("spark.master", master),
            Kind = kind,
            Resource = resource,
            MainClass = kind switch
            {
                ApplicationKind.Python => "org.apache.spark.deploy.PythonRunner",
                ApplicationKind.R => "org.apache.spark.deploy.RRunner",
                _ => mainClass ?? "",
            },
            Arguments = parsed.Rest,
            ProxyUser = parsed.Options.GetValueOrDefault("--proxy-user"),
            Identity = identity,
            Submitter = submitter,
        }, [.. problems]);

        void Fail(string where, string what, string cure) => problems.Add(new(Location.Option(where), what, cure));
    }

    private static ImmutableDictionary<string, string> Complete(
        ImmutableDictionary<string, string> properties, SparkRelease release, Submitter submitter, SubmissionIdentity identity, ApplicationKind kind, string resource, string? mainClass)
    {
        if (!properties.ContainsKey("spark.app.name"))
            properties = properties.SetItem("spark.app.name", mainClass ?? resource[(resource.LastIndexOf('/') + 1)..]);
        foreach (var key in (string[])["principal", "keytab"])
        {
            if (!properties.ContainsKey($"spark.kerberos.{key}") && properties.GetValueOrDefault($"spark.yarn.{key}") is { } old)
                properties = properties.SetItem($"spark.kerberos.{key}", old);
        }

        foreach (var list in SubmitOption.PathLists)
        {
            if (properties.GetValueOrDefault(list) is { } value)
                properties = properties.SetItem(list, Glob.ExpandList(ResourceUri.ResolveList(value, submitter.WorkingDirectory), submitter.Files));
        }

        return SubmitDefaults.Apply(properties, submitter.WorkingDirectory, identity, kind, resource);
    }

    // An option's entries are not trimmed as those of a property are: a blank belongs to the file's name.
    private static void CheckEntries(string option, string list, Submitter submitter, List<Problem> problems)
    {
        foreach (var entry in list.Split(',').Where(entry => !string.IsNullOrWhiteSpace(entry)))
        {
            var trimmed = entry.Trim();
            if (Glob.Unclosed(trimmed))
                problems.Add(new(Location.Option(option), $"Unclosed group near index 1: {trimmed}", "write one entry for each file: a comma divides the list, also inside of braces"));
            if (trimmed == entry || submitter.Files.Read(System.IO.Path.GetFullPath(entry, submitter.WorkingDirectory)) is not null)
                continue;
            var what = ResourceUri.Scheme(trimmed) is { } scheme
                ? $"java.net.URISyntaxException: Illegal character in scheme name at index 0: {entry[..(entry.IndexOf(scheme, StringComparison.Ordinal) + scheme.Length + 1)]}"
                : $"Uploading file {System.IO.Path.GetFullPath(entry, submitter.WorkingDirectory)} failed...";
            problems.Add(new(Location.Option(option), what, $"write {trimmed} without blanks around it"));
        }
    }

    private static ApplicationKind KindOf(string resource) =>
        resource.EndsWith(".py", StringComparison.Ordinal) ? ApplicationKind.Python
        : resource.EndsWith(".R", StringComparison.Ordinal) || resource.EndsWith(".r", StringComparison.Ordinal) ? ApplicationKind.R
        : ApplicationKind.Java;

    private static bool IsShell(string resource) => resource is "spark-shell" or "pyspark-shell" or "sparkr-shell";

    private static string NoMainClass(string resource, Submitter submitter) =>
        ResourceUri.Scheme(ResourceUri.Resolve(resource, submitter.WorkingDirectory)) is "local" or null
            ? "Failed to get main class in JAR with error 'No FileSystem for scheme \"local\"'.  Please specify one with --class."
            : $"No main class is given for {resource}.  Please specify one with --class.";
}
