using Firesteel.Embedded.Runtimes;
using Firesteel.TestKit.Files;

namespace Firesteel.IntegrationTests.Runtimes;

/// <summary>A machine as the search for Java sees it: a path of its own, an empty cache, and Javas that only say their version.</summary>
internal sealed class JavaMachine : IDisposable
{
    private readonly TemporaryDirectory _files = new();
    private readonly Dictionary<string, string> _environment = [];

    public JavaMachine()
    {
        _environment["PATH"] = Path.Combine(_files.Path, "bin");
        _environment["XDG_CACHE_HOME"] = Path.Combine(_files.Path, "cache");
    }

    public List<string> Told { get; } = [];

    public string? JavaHome { set => _environment["JAVA_HOME"] = value ?? ""; }

    public FiresteelCache Cache => FiresteelCache.From(_environment.GetValueOrDefault);

    public RuntimeSearch Search(bool download = false) => new(
        _environment.GetValueOrDefault, [], null, Cache, download, RuntimeSearch.ApacheArchive, new Progress<TransferProgress>(), Told.Add)
    {
        JavaDirectories = [Path.Combine(_files.Path, "jvm")],
    };

    /// <returns>A Java home.</returns>
    public string Java(string name, string version)
    {
        Script(Path.Combine(name, "bin", "java"), $"echo 'openjdk version \"{version}\"' >&2");
        return Path.Combine(_files.Path, name);
    }

    /// <summary>A program on the path.</summary>
    public void Program(string name, string body) => Script(Path.Combine("bin", name), body);

    public string File(string relative, string text = "") => _files.Write(relative, text);

    public void Dispose() => _files.Dispose();

    private void Script(string relative, string body)
    {
        var file = _files.Write(relative, $"#!/bin/sh\n{body}\n");
        System.IO.File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}
