using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Firesteel.Kube.Problems;
using Firesteel.Spark.Submission.Releases;

namespace Firesteel.Spark.Submission.Properties;

/// <summary>
/// Typed reading of a property map as Spark's declared entries do it: <c>${…}</c> references are replaced, wrong values become problems
/// (and the default is read). Prefix-style properties are carried over raw. Source: native-submission §1.8, §1.9.
/// </summary>
internal sealed partial class SparkProperties(
    ImmutableDictionary<string, string> values, Func<string, string?> environment, SparkRelease release, ICollection<Problem> problems)
{
    /// <summary>Defaults of declared entries that a reference may ask for.</summary>
    private static readonly ImmutableDictionary<string, string> Defaults = ImmutableDictionary.CreateRange<string, string>(
    [
        new("spark.driver.cores", "1"), new("spark.driver.memory", "1g"), new("spark.executor.cores", "1"), new("spark.executor.memory", "1g"),
        new("spark.kubernetes.namespace", "default"), new("spark.kubernetes.driver.master", "https://kubernetes.default.svc"), new("spark.ui.port", "4040"),
    ]);

    public bool Has(string key) => values.ContainsKey(key);

    public string? Raw(string key) => values.GetValueOrDefault(key);

    public string? Text(string key) => Raw(key) is { } raw ? Expand(key, raw, []) : null;

    public string Text(string key, string absent) => Text(key) ?? absent;

    public bool Boolean(string key, bool absent)
    {
        if (Text(key) is not { } text)
            return absent;
        if (bool.TryParse(text.Trim(), out var value))
            return value;
        WrongType(key, text, "boolean");
        return absent;
    }

    public int Integer(string key, int absent)
    {
        if (Text(key) is not { } text)
            return absent;
        if (int.TryParse(text.Trim(), out var value))
            return value;
        WrongType(key, text, "int");
        return absent;
    }

    /// <summary>As <c>SparkConf.getInt</c> reads an undeclared property: raw, with its own words for what is wrong.</summary>
    public int RawInteger(string key, int absent)
    {
        if (Raw(key) is not { } text)
            return absent;
        if (int.TryParse(text, out var value))
            return value;
        problems.Add(Wrong(key, $"Illegal value for config key {key}: For input string: \"{text}\"", $"give {key} a whole number"));
        return absent;
    }

    public double? Number(string key)
    {
        if (Text(key) is not { } text)
            return null;
        if (JavaDouble.TryParse(text, out var value))
            return value;
        WrongType(key, text, "double");
        return null;
    }

    public long? Mebibytes(string key)
    {
        if (Text(key) is not { } text)
            return null;
        if (MemorySize.TryMebibytes(text, out var size))
            return size;
        if (release.HasErrorClasses)
        {
            WrongType(key, text, "bytes in MiB");
            return null;
        }

        problems.Add(Wrong(key, $"Size must be specified as bytes (b), kibibytes (k), mebibytes (m), gibibytes (g), tebibytes (t), or pebibytes(p). E.g. 50b, 100k, or 250m. Failed to parse byte string: {text}",
            $"write {key} as a whole number with a suffix, for instance 512m or 2g"));
        return null;
    }

    public string OneOf(string key, string absent, params ReadOnlySpan<string> allowed)
    {
        if (Text(key) is not { } text)
            return absent;
        if (allowed.Contains(text))
            return text;
        var list = string.Join(", ", allowed);
        problems.Add(Wrong(key, release.HasErrorClasses
                ? $"[INVALID_CONF_VALUE.OUT_OF_RANGE_OF_OPTIONS] The value '{text}' in the config \"{key}\" is invalid. It should be one of '{list}'. SQLSTATE: 22022"
                : $"The value of {key} should be one of {list}, but was {text}",
            $"use one of {list}"));
        return absent;
    }

    /// <summary>Items split at commas, trimmed, empty ones dropped.</summary>
    public ImmutableArray<string> List(string key) =>
        Text(key) is { } text ? [.. text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)] : [];

    /// <summary>All properties below a prefix, without it, ordered by key.</summary>
    public IEnumerable<KeyValuePair<string, string>> Below(string prefix) =>
        values.Where(property => property.Key.StartsWith(prefix, StringComparison.Ordinal))
            .Select(property => KeyValuePair.Create(property.Key[prefix.Length..], property.Value))
            .OrderBy(property => property.Key, StringComparer.Ordinal);

    /// <summary>A value that parses but breaks a rule of its entry.</summary>
    public void Refuse(string key, string rule) =>
        problems.Add(Wrong(key, release.HasErrorClasses
                ? $"[INVALID_CONF_VALUE.REQUIREMENT] The value '{Text(key)}' in the config \"{key}\" is invalid. {rule} SQLSTATE: 22022"
                : $"'{Text(key)}' in {key} is invalid. {rule}",
            $"change {key}"));

    private void WrongType(string key, string text, string type) =>
        problems.Add(Wrong(key, release.HasErrorClasses
                ? $"[INVALID_CONF_VALUE.TYPE_MISMATCH] The value '{text}' in the config \"{key}\" is invalid. It should be a/an '{type}' value. SQLSTATE: 22022"
                : $"{key} should be {type}, but was {text}",
            $"give {key} a value of type {type}"));

    private static Problem Wrong(string key, string what, string cure) => new(Location.Field(key), what, cure);

    private string Expand(string key, string text, ImmutableHashSet<string> used) =>
        !text.Contains("${", StringComparison.Ordinal) ? text : Reference().Replace(text, match =>
        {
            var (prefix, name) = (match.Groups["prefix"].Value, match.Groups["name"].Value);
            var reference = prefix.Length == 0 ? name : $"{prefix}:{name}";
            if (used.Contains(reference))
            {
                if (!problems.Any(problem => problem.Where.Text == key && problem.What.StartsWith("Circular", StringComparison.Ordinal)))
                    problems.Add(Wrong(key, $"Circular reference in {text}: {reference}", $"break the circle of references that {key} is part of"));
                return match.Value;
            }

            var found = prefix switch
            {
                "" => name.StartsWith("spark.", StringComparison.Ordinal) ? Raw(name) ?? Defaults.GetValueOrDefault(name) : null,
                "env" => environment(name),
                _ => null,
            };
            return found is null ? match.Value : Expand(key, found, used.Add(reference));
        });

    [GeneratedRegex(@"\$\{(?:(?<prefix>\w+?):)?(?<name>\S+?)\}")]
    private static partial Regex Reference();
}
