using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Firesteel.IntegrationTests.ApiServer.Replay;

/// <summary>
/// The names that a recording has for what differs from run to run (<c>&lt;uid:1&gt;</c>, <c>&lt;rv:2&gt;</c>…) and what they stand for here.
/// Learned from answers, used in later requests.
/// </summary>
internal sealed partial class Placeholders
{
    private const string Time = @"\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:\.\d+)?(?:Z| [+-]\d{4})";

    private readonly Dictionary<string, string> _values;

    public Placeholders()
        : this([])
    {
    }

    private Placeholders(Dictionary<string, string> values) => _values = values;

    public string LastTime { get; private set; } = "2026-01-01T00:00:00Z";

    public Placeholders Copy() => new(new Dictionary<string, string>(_values)) { LastTime = LastTime };

    public void Take(Placeholders other)
    {
        foreach (var (name, value) in other._values)
            _values[name] = value;
        LastTime = other.LastTime;
    }

    public string? Find(string name) => _values.GetValueOrDefault(name);

    public bool Bind(string name, string value) => _values.TryAdd(name, value);

    /// <summary>The version of a list is that of the whole store, and other writers move it: it is only not below a known one.</summary>
    public bool ListVersion(string expected, string actual)
    {
        if (!expected.StartsWith("<rv:", StringComparison.Ordinal) || !long.TryParse(actual, CultureInfo.InvariantCulture, out var version))
            return false;
        if (Find(expected) is { } known)
            return version >= long.Parse(known, CultureInfo.InvariantCulture);
        Bind(expected, actual);
        return true;
    }

    /// <summary>For requests: placeholders become what they stand for, <c>&lt;repeat:x:9&gt;</c> nine x.</summary>
    public string Fill(string text) => text.Contains('<') ? Any().Replace(text, match => match.Groups[1].Value switch
    {
        "time" => LastTime,
        "etag" => _values.GetValueOrDefault(match.Value, match.Value),
        "repeat" => Repeat(match.Value),
        _ => _values.GetValueOrDefault(match.Value, match.Value),
    }) : text;

    /// <summary>Whether an answer's text is the recorded one; new placeholders are learned on the way.</summary>
    public bool Matches(string expected, string actual)
    {
        if (!expected.Contains('<') || !Any().IsMatch(expected))
            return expected == actual;
        var names = new List<string>();
        var pattern = new StringBuilder("^");
        var at = 0;
        foreach (Match match in Any().Matches(expected))
        {
            pattern.Append(Regex.Escape(expected[at..match.Index]));
            at = match.Index + match.Length;
            if (match.Groups[1].Value == "repeat")
            {
                pattern.Append(Regex.Escape(Repeat(match.Value)));
                continue;
            }

            if (match.Groups[1].Value == "age")
            {
                // In front of another column an age is recorded as if it had three characters.
                var padded = expected.AsSpan(at).StartsWith("   ");
                pattern.Append(padded ? $"(?:{Shape("age")}) +" : $"(?:{Shape("age")})");
                if (padded)
                    at += 3;
                continue;
            }

            if (_values.TryGetValue(match.Value, out var known))
            {
                pattern.Append(Regex.Escape(known));
                continue;
            }

            var again = names.IndexOf(match.Value);
            if (again >= 0 && IsName(match.Groups[1].Value))
            {
                pattern.Append(CultureInfo.InvariantCulture, $"\\k<g{again}>");
                continue;
            }

            pattern.Append(CultureInfo.InvariantCulture, $"(?<g{names.Count}>{Shape(match.Groups[1].Value)})");
            names.Add(match.Value);
        }

        pattern.Append(Regex.Escape(expected[at..])).Append("\\z");
        var found = Regex.Match(actual, pattern.ToString(), RegexOptions.Singleline);
        if (!found.Success)
            return false;
        for (var i = 0; i < names.Count; i++)
        {
            var value = found.Groups[$"g{i}"].Value;
            if (names[i] == "<time>")
                LastTime = value;
            else if (names[i] == "<etag>")
                _values[names[i]] = value;
            else if (IsName(Any().Match(names[i]).Groups[1].Value) && !Learn(names[i], value))
                return false;
        }

        return true;
    }

    /// <summary>Different names stand for different values.</summary>
    private bool Learn(string name, string value)
    {
        var family = name[..(name.IndexOf(':') + 1)];
        if (_values.Any(pair => pair.Value == value && pair.Key != name && pair.Key.StartsWith(family, StringComparison.Ordinal)))
            return false;
        _values[name] = value;
        return true;
    }

    private static bool IsName(string word) => word is "uid" or "rv" or "continue" or "random";

    private static string Shape(string word) => word switch
    {
        "uid" => "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}",
        "rv" => @"\d+",
        "continue" => "[A-Za-z0-9_-]+",
        "random" => "[a-z0-9]{5}",
        "time" => Time,
        "age" => @"(?:\d+[smhdy])+|" + Time,
        _ => ".*?",
    };

    private static string Repeat(string text)
    {
        var parts = text[1..^1].Split(':');
        return string.Concat(Enumerable.Repeat(parts[1], int.Parse(parts[2], CultureInfo.InvariantCulture)));
    }

    [GeneratedRegex("<(uid|rv|continue|random|repeat)(?::[^<>:]*)?:\\d+>|<(?<1>time|age|current|oldest|etag|hash|host|address|paths|version|info)>")]
    private static partial Regex Any();
}
