using System.Text.RegularExpressions;

namespace Firesteel.Embedded.ApiServer.Schemas;

/// <summary>Kubernetes' rules for names, labels and the like. Each gives the messages of what is wrong; none means valid.</summary>
public static partial class Names
{
    private const string Subdomain = "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')";
    private const string Label1123 = "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?')";
    private const string Label1035 = "a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an alphabetic character, and end with an alphanumeric character (e.g. 'my-name',  or 'abc-123', regex used for validation is '[a-z]([-a-z0-9]*[a-z0-9])?')";
    private const string Qualified = "must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')";
    private const string LabelValueRule = "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation is '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')";
    private const string ConfigKey = "a valid config key must consist of alphanumeric characters, '-', '_' or '.' (e.g. 'key.name',  or 'KEY_NAME',  or 'key-name', regex used for validation is '[-._a-zA-Z0-9]+')";
    private const string EnvNameRule = "a valid environment variable name must consist only of printable ASCII characters other than '='";

    public static List<string> Dns1123Subdomain(string text) => Check(text, 253, SubdomainPattern(), Subdomain);

    public static List<string> Dns1123Label(string text) => Check(text, 63, LabelPattern(), Label1123);

    public static List<string> Dns1035Label(string text) => Check(text, 63, Label1035Pattern(), Label1035);

    public static string IsDns1035Label(string text) => Dns1035Label(text).FirstOrDefault() ?? "";

    /// <summary>Keys of labels and annotations, finalizers: <c>example.com/name</c>.</summary>
    public static List<string> QualifiedName(string text)
    {
        var errors = new List<string>();
        var parts = text.Split('/');
        var name = parts[^1];
        if (parts.Length == 2)
        {
            if (parts[0].Length == 0)
                errors.Add("prefix part must be non-empty");
            else
                errors.AddRange(Dns1123Subdomain(parts[0]).Select(error => "prefix part " + error));
        }
        else if (parts.Length > 2)
        {
            errors.Add("a qualified name " + Qualified + " with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')");
            return errors;
        }

        if (name.Length == 0)
            errors.Add("name part must be non-empty");
        else if (name.Length > 63)
            errors.Add("name part must be no more than 63 characters");
        if (!QualifiedPattern().IsMatch(name))
            errors.Add("name part " + Qualified);
        return errors;
    }

    public static List<string> LabelValue(string text) => Check(text, 63, LabelValuePattern(), LabelValueRule);

    public static List<string> ConfigMapKey(string text)
    {
        var errors = Check(text, 253, ConfigKeyPattern(), ConfigKey);
        if (text == ".")
            errors.Add("must not be '.'");
        else if (text == "..")
            errors.Add("must not be '..'");
        else if (text.StartsWith("..", StringComparison.Ordinal))
            errors.Add("must not start with '..'");
        return errors;
    }

    /// <summary>Names of environment variables (the relaxed rule).</summary>
    public static List<string> EnvName(string text) =>
        text.Length == 0 ? ["environment variable name must be non-empty"] : EnvPattern().IsMatch(text) ? [] : [EnvNameRule];

    /// <summary>Names of container ports.</summary>
    public static List<string> PortName(string text)
    {
        var errors = new List<string>();
        if (text.Length > 15)
            errors.Add("must be no more than 15 characters");
        if (!PortNamePattern().IsMatch(text))
            errors.Add("must contain only alpha-numeric characters (a-z, 0-9), and hyphens (-)");
        if (!text.Any(char.IsAsciiLetterLower))
            errors.Add("must contain at least one letter (a-z)");
        if (text.Contains("--", StringComparison.Ordinal))
            errors.Add("must not contain consecutive hyphens");
        if (text.StartsWith('-') || text.EndsWith('-'))
            errors.Add("must not begin or end with a hyphen");
        return errors;
    }

    /// <summary>Names that are one part of a path, as roles have.</summary>
    public static List<string> PathSegment(string text)
    {
        if (text is "." or "..")
            return [$"may not be '{text}'"];
        return [.. new[] { "/", "%" }.Where(part => text.Contains(part, StringComparison.Ordinal)).Select(part => $"may not contain '{part}'")];
    }

    private static List<string> Check(string text, int max, Regex pattern, string rule)
    {
        var errors = new List<string>();
        if (System.Text.Encoding.UTF8.GetByteCount(text) > max)
            errors.Add($"must be no more than {max} characters");
        if (!pattern.IsMatch(text))
            errors.Add(rule);
        return errors;
    }

    [GeneratedRegex(@"^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*\z")]
    private static partial Regex SubdomainPattern();

    [GeneratedRegex(@"^[a-z0-9]([-a-z0-9]*[a-z0-9])?\z")]
    private static partial Regex LabelPattern();

    [GeneratedRegex(@"^[a-z]([-a-z0-9]*[a-z0-9])?\z")]
    private static partial Regex Label1035Pattern();

    [GeneratedRegex(@"^([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]\z")]
    private static partial Regex QualifiedPattern();

    [GeneratedRegex(@"^(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?\z")]
    private static partial Regex LabelValuePattern();

    [GeneratedRegex(@"^[-._a-zA-Z0-9]+\z")]
    private static partial Regex ConfigKeyPattern();

    [GeneratedRegex(@"^[ -<>-~]+\z")]
    private static partial Regex EnvPattern();

    [GeneratedRegex(@"^[-a-z0-9]+\z")]
    private static partial Regex PortNamePattern();
}
