using System.Text.Json;
using Firesteel.TestKit.Repository;

namespace Firesteel.Tests.History.Rest;

/// <summary>A folder of recorded logs, copied aside with the modification times that the recordings depend on.</summary>
internal sealed class CaseFolder : IDisposable
{
    private CaseFolder(string path) => Path = path;

    public string Path { get; }

    /// <summary>Of the recordings that are compared.</summary>
    public static string Root => System.IO.Path.Combine(Checkout.Cases, "history");

    /// <summary>Of those beside the checkout, for tests that need a certain log.</summary>
    public static string OwnRoot => System.IO.Path.Combine(Checkout.OwnCases, "history");

    /// <summary>A folder of the recordings that are compared; what they lack is taken from those beside the checkout.</summary>
    public static CaseFolder Of(string folder) => From(Find("logs", folder));

    public static CaseFolder Own(string folder) => From(System.IO.Path.Combine(OwnRoot, "logs", folder));

    /// <summary>A path below the compared recordings, or beside the checkout if it is not there.</summary>
    public static string Find(params string[] parts) =>
        System.IO.Path.Combine([Root, .. parts]) is var named && (Directory.Exists(named) || File.Exists(named)) ? named : System.IO.Path.Combine([OwnRoot, .. parts]);

    /// <summary>Logs that stand in the repository with the answers of the real servers: they show what a log can do that was edited, cut or lost lines.</summary>
    public static CaseFolder Recorded() => From(System.IO.Path.Combine(RecordedRoot, "logs"));

    public static string RecordedRoot => Checkout.File("tests", "golden", "history", "recorded");

    private static CaseFolder From(string source)
    {
        var copy = Copy(source);
        if (!File.Exists(System.IO.Path.Combine(source, "logs.json")))
            return copy;
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
        var copy = Copy(Find("spark-suite", "3.5.7", "logs"));
        if (version != "3.5.7" && Find("spark-suite", version, "logs") is var changed && Directory.Exists(changed))
        {
            foreach (var file in Directory.GetFiles(changed))
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
