using System.Text.Json;
using Firesteel.TestKit.Repository;

namespace Firesteel.Tests.History.Rest;

/// <summary>A folder of recorded logs, copied aside with the modification times that the recordings depend on.</summary>
internal sealed class CaseFolder : IDisposable
{
    private CaseFolder(string path) => Path = path;

    public string Path { get; }

    public static string Root => System.IO.Path.Combine(Checkout.Cases, "history");

    public static CaseFolder Of(string folder)
    {
        var source = System.IO.Path.Combine(Root, "logs", folder);
        var copy = Copy(source);
        using var described = JsonDocument.Parse(File.ReadAllText(System.IO.Path.Combine(source, "logs.json")));
        File.Delete(System.IO.Path.Combine(copy.Path, "logs.json"));
        foreach (var log in described.RootElement.EnumerateArray())
        {
            if (!log.TryGetProperty("files", out var files))
                continue;
            foreach (var file in files.EnumerateObject())
            {
                var path = System.IO.Path.Combine(copy.Path, file.Name);
                if (File.Exists(path))
                    File.SetLastWriteTimeUtc(path, DateTime.UnixEpoch.AddSeconds(file.Value.GetProperty("modified").GetInt64()));
            }
        }

        return copy;
    }

    /// <summary>The logs of Spark's own suite, as that version has them.</summary>
    public static CaseFolder OfSuite(string version)
    {
        var copy = Copy(System.IO.Path.Combine(Root, "spark-suite", "3.5.7", "logs"));
        if (version != "3.5.7")
        {
            foreach (var file in Directory.GetFiles(System.IO.Path.Combine(Root, "spark-suite", version, "logs")))
                File.Copy(file, System.IO.Path.Combine(copy.Path, System.IO.Path.GetFileName(file)), overwrite: true);
        }

        return copy;
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);

    private static CaseFolder Copy(string source)
    {
        var target = Directory.CreateTempSubdirectory("firesteel-history-").FullName;
        foreach (var file in Directory.GetFiles(source, "*", SearchOption.AllDirectories))
        {
            var path = System.IO.Path.Combine(target, System.IO.Path.GetRelativePath(source, file));
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
            File.WriteAllBytes(path, File.ReadAllBytes(file));
        }

        return new CaseFolder(target);
    }
}
