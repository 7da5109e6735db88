using System.Text.RegularExpressions;

namespace Firesteel.Embedded.ApiServer.Selectors;

/// <summary>What label keys and values may look like, with a real server's words for what is wrong.</summary>
internal static partial class LabelSyntax
{
    private const string NamePattern = "([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]";
    private const string NameRule = "must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character";

    public static void CheckKey(string key)
    {
        var errors = KeyErrors(key).ToList();
        if (errors.Count > 0)
            throw new SelectorException($"<nil>: Invalid value: \"{key}\": {string.Join("; ", errors)}");
    }

    public static void CheckValue(string value, string path)
    {
        var errors = ValueErrors(value).ToList();
        if (errors.Count > 0)
            throw new SelectorException($"{path}: Invalid value: \"{value}\": {string.Join("; ", errors)}");
    }

    public static IEnumerable<string> KeyErrors(string key)
    {
        var parts = key.Split('/');
        if (parts.Length > 2)
        {
            yield return $"a qualified name {NameRule} (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '{NamePattern}') with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')";
            yield break;
        }

        if (parts.Length == 2)
        {
            if (parts[0].Length == 0)
                yield return "prefix part must be non-empty";
            else if (parts[0].Length > 253)
                yield return "prefix part must be no more than 253 characters";
            else if (!Subdomain().IsMatch(parts[0]))
                yield return "prefix part a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')";
        }

        var name = parts[^1];
        if (name.Length == 0)
            yield return "name part must be non-empty";
        else if (name.Length > 63)
            yield return "name part must be no more than 63 characters";
        if (!Name().IsMatch(name))
            yield return $"name part {NameRule} (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '{NamePattern}')";
    }

    public static IEnumerable<string> ValueErrors(string value)
    {
        if (value.Length > 63)
            yield return "must be no more than 63 characters";
        if (value.Length > 0 && !Name().IsMatch(value))
            yield return $"a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation is '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')";
    }

    [GeneratedRegex("^(?:([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])\\z")]
    private static partial Regex Name();

    [GeneratedRegex("^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*\\z")]
    private static partial Regex Subdomain();
}
