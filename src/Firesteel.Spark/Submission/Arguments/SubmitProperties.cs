using System.Collections.Immutable;
using System.Text;
using Firesteel.Kube.Problems;
using Firesteel.Spark.Submission.Properties;
using Firesteel.Spark.Submission.Releases;

namespace Firesteel.Spark.Submission.Arguments;

/// <summary>Merges the sources of properties, the strongest last. Source: native-submission §1.1.</summary>
internal static class SubmitProperties
{
    public static (ImmutableDictionary<string, string> Properties, ImmutableArray<Problem> Problems) Merge(
        ParsedArguments arguments, Submitter submitter, SparkRelease release)
    {
        var problems = ImmutableArray.CreateBuilder<Problem>();
        var merged = ImmutableDictionary.CreateBuilder<string, string>();
        foreach (var (key, value) in OfJvm(submitter))
            merged[key] = value;
        foreach (var option in SubmitOption.All.Where(option => option is { Property: not null, Variable: not null }))
        {
            if (submitter.Variable(option.Variable!) is { } value)
                merged[option.Property!] = value;
        }

        var file = arguments.Options.GetValueOrDefault("--properties-file");
        if (file is null || arguments.LoadsDefaults && release.LoadsDefaultsOnRequest)
            Add(OfFile(DefaultsFile(submitter), submitter, required: false, problems));
        if (file is not null)
            Add(OfFile(file, submitter, required: true, problems));
        Add(arguments.Properties);
        foreach (var option in SubmitOption.All.Where(option => option.Property is not null))
        {
            if (arguments.Options.TryGetValue(option.Name, out var value))
                merged[option.Property!] = value;
        }

        return (merged.ToImmutable(), problems.ToImmutable());

        void Add(ImmutableDictionary<string, string> source)
        {
            foreach (var (key, value) in source)
            {
                if (key.StartsWith("spark.", StringComparison.Ordinal))
                    merged[key] = value;
                else
                    problems.Add(new(Location.Field(key), $"Ignoring non-Spark config property: {key}", "property keys begin with spark.", Severity.Warning));
            }
        }
    }

    private static string? DefaultsFile(Submitter submitter)
    {
        var directory = submitter.ConfigurationDirectory ?? (submitter.Variable("SPARK_HOME") is { } home ? $"{home}/conf" : null);
        return directory is null ? null : $"{directory}/spark-defaults.conf";
    }

    private static ImmutableDictionary<string, string> OfFile(string? path, Submitter submitter, bool required, ImmutableArray<Problem>.Builder problems)
    {
        if (path is null)
            return ImmutableDictionary<string, string>.Empty;
        var file = path;
        path = System.IO.Path.GetFullPath(path, submitter.WorkingDirectory);
        if (submitter.Files.Read(path) is { } bytes)
            return JavaProperties.Read(Encoding.UTF8.GetString(bytes)).ToImmutableDictionary(property => property.Key, property => Trim(property.Value));
        if (required)
            problems.Add(new(Location.Option("--properties-file"), $"Invalid properties file '{file}'.", "check the path"));
        return ImmutableDictionary<string, string>.Empty;
    }

    // Java's trim, but line ends that were written as escapes stay.
    private static string Trim(string value)
    {
        static bool Blank(char character) => character <= ' ' && character is not ('\r' or '\n');
        var (start, end) = (0, value.Length);
        while (start < end && Blank(value[start]))
            start++;
        while (end > start && Blank(value[end - 1]))
            end--;
        return value[start..end];
    }

    private static IEnumerable<KeyValuePair<string, string>> OfJvm(Submitter submitter) =>
        (submitter.Variable("SPARK_SUBMIT_OPTS") ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Where(option => option.StartsWith("-Dspark.", StringComparison.Ordinal))
            .Select(option => option["-D".Length..].Split('=', 2))
            .Select(pair => KeyValuePair.Create(pair[0], pair.Length > 1 ? pair[1] : ""));
}
