using System.Text.Json.Nodes;
using Firesteel.Kube.Problems;
using Firesteel.Kube.Yaml;

namespace Firesteel.Cli.Platform;

/// <summary>Writes the platform's kubeconfig, never over one that is not Firesteel's.</summary>
public static class KubeconfigFile
{
    /// <summary>Name of cluster, user and context in every kubeconfig that Firesteel writes.</summary>
    public const string ContextName = "firesteel";

    /// <exception cref="ProblemException">The file is somebody else's, or cannot be written.</exception>
    public static void Write(string file, string kubeconfig)
    {
        try
        {
            if (File.Exists(file) && File.ReadAllText(file) is { Length: > 0 } old && !IsOurs(old, file))
                throw new ProblemException(new Problem(new(file), "this kubeconfig has other clusters in it and is left alone", "name a file of its own with --kubeconfig FILE"));
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(file))!);
            var partial = file + ".partial";
            File.WriteAllText(partial, kubeconfig);
            File.SetUnixFileMode(partial, UnixFileMode.UserRead | UnixFileMode.UserWrite);
            File.Move(partial, file, overwrite: true);
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
        {
            throw new ProblemException(new Problem(new(file), $"the kubeconfig cannot be written: {failed.Message}", "name another file with --kubeconfig FILE"));
        }
    }

    private static bool IsOurs(string text, string file) =>
        YamlReader.Read(text, file).Documents is [{ Root: JsonObject root }]
        && root["contexts"] is JsonArray contexts
        && contexts.All(context => context?["name"]?.GetValue<string>() == ContextName);
}
