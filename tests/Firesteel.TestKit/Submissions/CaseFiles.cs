using System.Text;
using System.Text.Json.Nodes;
using Firesteel.Spark.Submission;

namespace Firesteel.TestKit.Submissions;

/// <summary>The files of a recording, as they lay on the submitter.</summary>
public sealed class CaseFiles(string root, IReadOnlyDictionary<string, byte[]> files, IReadOnlySet<string> directories) : ISubmitterFiles
{
    public static CaseFiles Of(JsonObject? described, JsonObject? served, string root, Func<string, string> fill)
    {
        var files = new Dictionary<string, byte[]>();
        var directories = new HashSet<string>();
        foreach (var (path, content) in described ?? [])
        {
            var full = $"{root}/{path}";
            if (content is null)
            {
                directories.Add(full);
                continue;
            }

            files[full] = Bytes(content, fill);
        }

        foreach (var (path, content) in served ?? [])
            files[$"http://127.0.0.1:{RecordedSubmission.Port}{path}"] = Bytes(content!, fill);
        return new(root, files, directories);
    }

    /// <param name="content">Text, <c>{"base64": …}</c> or <c>{"repeat": …, "count": …}</c>.</param>
    /// <param name="fill">Puts values in the place of placeholders.</param>
    public static byte[] Bytes(JsonNode content, Func<string, string> fill) => content switch
    {
        JsonObject item when item["base64"] is { } base64 => Convert.FromBase64String((string)base64!),
        JsonObject item => Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat((string)item["repeat"]!, (int)item["count"]!))),
        _ => Encoding.UTF8.GetBytes(fill((string)content!)),
    };

    public byte[]? Read(string path) => files.GetValueOrDefault(path);

    public IReadOnlyList<string>? List(string directory)
    {
        var prefix = directory.TrimEnd('/') + "/";
        string[] names = [.. files.Keys.Where(path => path.StartsWith(prefix, StringComparison.Ordinal) && !path[prefix.Length..].Contains('/')).Select(path => path[prefix.Length..])];
        return names.Length > 0 || directories.Contains(directory) || directory == root ? names : null;
    }
}
