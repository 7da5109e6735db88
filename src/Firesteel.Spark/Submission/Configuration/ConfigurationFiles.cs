using System.Collections.Immutable;
using System.Text;
using System.Text.RegularExpressions;
using Firesteel.Spark.Submission.Driver;

namespace Firesteel.Spark.Submission.Configuration;

/// <summary>The files of the submitter's Spark conf directory that go into the driver's ConfigMap. Source: native-submission §4.2.</summary>
internal static partial class ConfigurationFiles
{
    private const string Size = "spark.kubernetes.configMap.maxSize";
    private const int LargestSize = 1048576;

    public static ImmutableSortedDictionary<string, string> Select(SubmissionSettings settings)
    {
        var limit = settings.Properties.Integer(Size, LargestSize);
        if (limit > LargestSize)
            settings.Properties.Refuse(Size, "Must have at most 1048576 bytes");
        var chosen = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        if (Directory(settings) is not { } directory)
            return chosen.ToImmutable();

        var used = 0L;
        foreach (var (name, bytes) in Candidates(settings, directory, limit))
        {
            if (!System.Text.Unicode.Utf8.IsValid(bytes))
                continue;
            var text = Encoding.UTF8.GetString(bytes);
            if (used + name.Length + text.Length >= limit)
                continue;
            used += name.Length + text.Length;
            chosen[name] = text;
        }

        return chosen.ToImmutable();
    }

    private static string? Directory(SubmissionSettings settings) => settings.Submitter.ConfigurationDirectory
        ?? (settings.Properties.Raw("spark.home") is { } home ? $"{home}/conf" : null);

    private static IEnumerable<(string Name, byte[] Bytes)> Candidates(SubmissionSettings settings, string directory, int limit) =>
        (settings.Submitter.Files.List(directory) ?? [])
            .Where(name => !Excluded().IsMatch(name))
            .Select(name => (Name: name, Bytes: settings.Submitter.Files.Read($"{directory}/{name}")!))
            .Where(file => file.Bytes is not null && file.Bytes.Length + file.Name.Length <= limit)
            .OrderBy(file => file.Name.Length + file.Bytes.Length).ThenBy(file => file.Name, StringComparer.Ordinal);

    [GeneratedRegex(@"^(?:.*\.(?:gz|zip|jar|tar)|.*\.template|spark.*(?:conf|properties))$")]
    private static partial Regex Excluded();
}
