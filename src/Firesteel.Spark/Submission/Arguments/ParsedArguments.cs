using System.Collections.Immutable;
using Firesteel.Kube.Problems;
using Firesteel.Spark.Submission.Releases;

namespace Firesteel.Spark.Submission.Arguments;

/// <summary>A command line taken apart, nothing interpreted yet.</summary>
/// <param name="Options">By the option's name; the last one wins.</param>
/// <param name="Properties">From <c>--conf</c>.</param>
/// <param name="Resource">The first argument that is no option.</param>
internal sealed record ParsedArguments(
    ImmutableDictionary<string, string> Options,
    ImmutableDictionary<string, string> Properties,
    ImmutableHashSet<string> Switches,
    string? Resource,
    ImmutableArray<string> Rest,
    ImmutableArray<Problem> Problems)
{
    private const string LoadDefaults = "--load-spark-defaults";

    public bool LoadsDefaults => Switches.Contains(LoadDefaults);

    public static ParsedArguments Read(IReadOnlyList<string> arguments, SparkRelease release)
    {
        var options = ImmutableDictionary.CreateBuilder<string, string>();
        var properties = ImmutableDictionary.CreateBuilder<string, string>();
        var switches = ImmutableHashSet.CreateBuilder<string>();
        var problems = ImmutableArray.CreateBuilder<Problem>();
        string[] known = release.LoadsDefaultsOnRequest ? ["--supervise", "--verbose", "-v", LoadDefaults] : ["--supervise", "--verbose", "-v"];

        var at = 0;
        for (; at < arguments.Count && arguments[at].StartsWith('-'); at++)
        {
            var (name, value) = Split(arguments[at]);
            if (value is null && known.Contains(name))
            {
                switches.Add(name);
                continue;
            }

            if (SubmitOption.Find(name) is null && name is not ("--conf" or "-c"))
            {
                problems.Add(new(Location.Option(name), $"Unrecognized option: {name}", "see the options of spark-submit"));
                continue;
            }

            if (value is null && ++at == arguments.Count)
            {
                problems.Add(new(Location.Option(name), $"Missing argument for option '{name}'.", "give the option a value"));
                break;
            }

            value ??= arguments[at];
            if (name is not ("--conf" or "-c"))
                options[name] = value;
            else if (value.Split('=', 2) is [var key, var setting])
                properties[key] = setting;
            else
                problems.Add(new(Location.Option(name), $"Invalid argument to --conf: {value}", "write key=value"));
        }

        var resource = at < arguments.Count ? arguments[at] : null;
        return new(options.ToImmutable(), properties.ToImmutable(), switches.ToImmutable(), resource, [.. arguments.Skip(at + 1)], problems.ToImmutable());
    }

    private static (string Name, string? Value) Split(string argument)
    {
        var equals = argument.IndexOf('=');
        return equals > 0 && equals < argument.Length - 1 && argument.StartsWith("--", StringComparison.Ordinal) ? (argument[..equals], argument[(equals + 1)..]) : (argument, null);
    }
}
