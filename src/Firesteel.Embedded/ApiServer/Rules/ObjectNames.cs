using System.Text.RegularExpressions;

namespace Firesteel.Embedded.ApiServer.Rules;

/// <summary>The forms of names, with a real server's words for what is wrong.</summary>
internal static partial class ObjectNames
{
    private const string LabelPattern = "[a-z0-9]([-a-z0-9]*[a-z0-9])?";

    public static IEnumerable<string> SubdomainErrors(string name, bool isPrefix)
    {
        name = Masked(name, isPrefix);
        if (name.Length > 253)
            yield return "must be no more than 253 characters";
        if (!Subdomain().IsMatch(name))
            yield return $"a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '{LabelPattern}(\\.{LabelPattern})*')";
    }

    public static IEnumerable<string> LabelErrors(string name, bool isPrefix = false)
    {
        name = Masked(name, isPrefix);
        if (name.Length > 63)
            yield return "must be no more than 63 characters";
        if (!Label().IsMatch(name))
            yield return $"a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for validation is '{LabelPattern}')";
    }

    public static IEnumerable<string> Label1035Errors(string name, bool isPrefix = false)
    {
        name = Masked(name, isPrefix);
        if (name.Length > 63)
            yield return "must be no more than 63 characters";
        if (!Label1035().IsMatch(name))
            yield return "a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an alphabetic character, and end with an alphanumeric character (e.g. 'my-name',  or 'abc-123', regex used for validation is '[a-z]([-a-z0-9]*[a-z0-9])?')";
    }

    /// <summary>What may stand as one segment of a path (RBAC).</summary>
    public static IEnumerable<string> PathSegmentErrors(string name, bool isPrefix)
    {
        if (!isPrefix && name is "." or "..")
            yield return $"may not be '{name}'";
        if (name.Contains('/'))
            yield return "may not contain '/'";
        if (name.Contains('%'))
            yield return "may not contain '%'";
    }

    /// <summary>A prefix may end in a dash: something follows it.</summary>
    private static string Masked(string name, bool isPrefix) => isPrefix && name.Length > 1 && name.EndsWith('-') ? name[..^2] + "a" : name;

    [GeneratedRegex("^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*\\z")]
    private static partial Regex Subdomain();

    [GeneratedRegex("^[a-z0-9]([-a-z0-9]*[a-z0-9])?\\z")]
    private static partial Regex Label();

    [GeneratedRegex("^[a-z]([-a-z0-9]*[a-z0-9])?\\z")]
    private static partial Regex Label1035();
}
