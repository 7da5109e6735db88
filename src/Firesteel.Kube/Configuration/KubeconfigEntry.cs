using System.Text.Json.Nodes;
using Firesteel.Kube.Problems;
using Firesteel.Kube.Yaml;

namespace Firesteel.Kube.Configuration;

/// <summary>A named cluster, user or context, with the way back to its place in the file.</summary>
internal sealed record KubeconfigEntry(string Name, string File, YamlDocument Document, string Path, JsonObject Json)
{
    public Location Where(string field = "") => Document.Locate(field.Length == 0 ? Path : $"{Path}.{field}");

    /// <summary>A text; another type is a problem, and its value is never shown because it may be a secret.</summary>
    public string? Text(string field, List<Problem> problems)
    {
        switch (Json[field])
        {
            case null:
                return null;
            case JsonValue value when value.TryGetValue(out string? text):
                return text.Length == 0 ? null : text;
            default:
                problems.Add(new(Where(field), $"{field} is no text", "quote it"));
                return null;
        }
    }

    public bool Flag(string field, List<Problem> problems)
    {
        switch (Json[field])
        {
            case null:
                return false;
            case JsonValue value when value.TryGetValue(out bool flag):
                return flag;
            default:
                problems.Add(new(Where(field), $"{field} is neither true nor false", "write true or false, without quotes"));
                return false;
        }
    }

    /// <summary>The bytes of <c>field-data</c> (base64), or of the file that <c>field</c> names.</summary>
    public byte[]? Content(string field, List<Problem> problems)
    {
        if (Text($"{field}-data", problems) is { } data)
        {
            try
            {
                return Convert.FromBase64String(data);
            }
            catch (FormatException)
            {
                problems.Add(new(Where($"{field}-data"), $"{field}-data is no base64", "write the kubeconfig again, or name a file with " + field));
                return null;
            }
        }

        if (Text(field, problems) is not { } path)
            return null;
        var full = Resolved(path);
        try
        {
            return System.IO.File.ReadAllBytes(full);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            problems.Add(new(Where(field), $"{full} cannot be read ({(e is FileNotFoundException or DirectoryNotFoundException ? "it does not exist" : e.Message.TrimEnd('.'))})", "correct the path or its rights"));
            return null;
        }
    }

    /// <summary>Relative to the kubeconfig's directory.</summary>
    public string Resolved(string path) =>
        System.IO.Path.GetFullPath(path, System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(File)) ?? "/");
}
