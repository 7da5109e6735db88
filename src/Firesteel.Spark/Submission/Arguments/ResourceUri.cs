using System.Text;
using System.Text.RegularExpressions;

namespace Firesteel.Spark.Submission.Arguments;

/// <summary>Paths and URIs as Spark reads them. Source: native-submission §1.6, §1.7.</summary>
internal static partial class ResourceUri
{
    /// <summary>Spark's word for "no resource".</summary>
    public const string None = "spark-internal";

    /// <summary>An entry with a scheme stays; one without becomes a <c>file:</c> URI, its <c>#fragment</c> kept.</summary>
    public static string Resolve(string text, string workingDirectory)
    {
        if (Scheme(text) is not null)
            return text;
        var mark = IsValid(text) ? text.IndexOf('#') : -1;
        var (path, fragment) = mark < 0 ? (text, "") : (text[..mark], text[mark..]);
        return "file:" + Encode(System.IO.Path.GetFullPath(path, workingDirectory)) + fragment;
    }

    public static string ResolveList(string list, string workingDirectory) =>
        string.Join(',', list.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(entry => Resolve(entry, workingDirectory)));

    /// <summary>It lies on the submitting machine and has to be uploaded.</summary>
    public static bool IsLocalFile(string text, string workingDirectory) => text != None && Scheme(Resolve(text, workingDirectory)) == "file";

    public static string LocalPath(string text, string workingDirectory)
    {
        var uri = Resolve(text, workingDirectory)["file:".Length..];
        var mark = uri.IndexOf('#');
        var path = Uri.UnescapeDataString(mark < 0 ? uri : uri[..mark]);
        return path.StartsWith("//", StringComparison.Ordinal) ? "/" + path.TrimStart('/') : path;
    }

    /// <summary>Where a template or key lies: a path, <c>file:</c> or <c>local:</c>, both of the submitter.</summary>
    public static string PathOnSubmitter(string location, string workingDirectory)
    {
        var text = location.StartsWith("local:", StringComparison.Ordinal) ? "file:" + location["local:".Length..] : location;
        return Scheme(text) is null or "file" ? LocalPath(text, workingDirectory) : location;
    }

    public static string Fragment(string text) => text.IndexOf('#') is >= 0 and var mark ? text[mark..] : "";

    /// <summary>A URI as Java's builder prints it: no empty authority.</summary>
    public static string Rewrite(string uri, string fragment) => EmptyAuthority().Replace(uri, "$1:/") + fragment;

    /// <returns>Null without a scheme, or when Java does not accept the text as a URI.</returns>
    public static string? Scheme(string text) => IsValid(text) && SchemeForm().Match(text) is { Success: true } match ? match.Groups[1].Value : null;

    private static bool IsValid(string text) => text.AsSpan().IndexOfAny(" \"<>\\^`{|}\t\n") < 0 && text.Count(character => character == '#') <= 1;

    private static string Encode(string path)
    {
        var encoded = new StringBuilder(path.Length);
        foreach (var character in path)
        {
            if (character > ' ' && character < 0x7f && "\"#%<>?[\\]^`{|}".IndexOf(character) < 0 || character >= 0x80)
                encoded.Append(character);
            else
                encoded.Append('%').Append(((int)character).ToString("X2"));
        }

        return encoded.ToString();
    }

    [GeneratedRegex("^([A-Za-z][A-Za-z0-9+.-]*):.")]
    private static partial Regex SchemeForm();

    [GeneratedRegex("^([A-Za-z][A-Za-z0-9+.-]*):///")]
    private static partial Regex EmptyAuthority();
}
