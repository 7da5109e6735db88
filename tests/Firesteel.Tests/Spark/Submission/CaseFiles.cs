using System.Text;
using System.Text.Json.Nodes;
using Firesteel.Spark.Submission;

namespace Firesteel.Tests.Spark.Submission;

/// <summary>The files of a recording, as they lay on the submitter.</summary>
internal sealed class CaseFiles(string root, IReadOnlyDictionary<string, byte[]> files, IReadOnlySet<string> directories) : ISubmitterFiles
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

            files[full] = content switch
            {
                JsonObject { } item when item["base64"] is { } base64 => Convert.FromBase64String((string)base64!),
                JsonObject item => Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat((string)item["repeat"]!, (int)item["count"]!))),
                _ => Encoding.UTF8.GetBytes(fill((string)content!)),
            };
        }

        foreach (var (path, text) in served ?? [])
            files[$"http://127.0.0.1:{RecordedSubmission.Port}{path}"] = Encoding.UTF8.GetBytes((string)text!);
        return new(root, files, directories);
    }

    public byte[]? Read(string path) => files.GetValueOrDefault(path);

    public IReadOnlyList<string>? List(string directory)
    {
        var prefix = directory.TrimEnd('/') + "/";
        string[] names = [.. files.Keys.Where(path => path.StartsWith(prefix, StringComparison.Ordinal) && !path[prefix.Length..].Contains('/')).Select(path => path[prefix.Length..])];
        return names.Length > 0 || directories.Contains(directory) || directory == root ? names : null;
    }
}
