namespace Firesteel.TestKit.Files;

/// <summary>A directory that goes when the test is over.</summary>
public sealed class TemporaryDirectory : IDisposable
{
    public TemporaryDirectory() => Path = Directory.CreateTempSubdirectory("firesteel-test-").FullName;

    public string Path { get; }

    /// <summary>Creates a file with its directories.</summary>
    /// <returns>Its full path.</returns>
    public string Write(string relative, string text = "")
    {
        var file = System.IO.Path.Combine(Path, relative);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
        return file;
    }

    public void Dispose()
    {
        if (Directory.Exists(Path))
            Directory.Delete(Path, recursive: true);
    }
}
