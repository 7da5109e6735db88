using System.Collections.Immutable;
using System.Text;
using System.Text.RegularExpressions;

namespace Firesteel.Spark.Submission.Arguments;

/// <summary>
/// <c>spark-env.sh</c> of the conf directory, which Spark's launcher runs before a submission. Read, never run: only plain assignments count,
/// with or without <c>export</c>; a value with an expansion is left aside.
/// </summary>
public static partial class EnvironmentScript
{
    /// <summary>The submitter with the variables that its own <c>spark-env.sh</c> sets.</summary>
    public static Submitter Apply(Submitter submitter)
    {
        if (submitter.ConfigurationDirectory is not { } directory || submitter.Files.Read($"{directory}/spark-env.sh") is not { } script)
            return submitter;
        var environment = submitter.Environment.ToBuilder();
        foreach (Match match in Assignment().Matches(Encoding.UTF8.GetString(script)))
        {
            var value = match.Groups["double"].Success ? match.Groups["double"].Value : match.Groups["single"].Success ? match.Groups["single"].Value : match.Groups["bare"].Value;
            if (match.Groups["single"].Success || value.AsSpan().IndexOfAny("$`\\") < 0)
                environment[match.Groups["name"].Value] = value;
        }

        return submitter with { Environment = environment.ToImmutable() };
    }

    [GeneratedRegex("""^[ \t]*(?:export[ \t]+)?(?<name>[A-Za-z_][A-Za-z0-9_]*)=(?:"(?<double>[^"\n]*)"|'(?<single>[^'\n]*)'|(?<bare>[^\s"';#|&<>()]*))[ \t]*(?:#.*)?$""", RegexOptions.Multiline)]
    private static partial Regex Assignment();
}
