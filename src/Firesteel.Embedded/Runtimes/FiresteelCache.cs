namespace Firesteel.Embedded.Runtimes;

/// <summary>Where Firesteel keeps what it unpacked: <c>$XDG_CACHE_HOME/firesteel</c>, else <c>~/.cache/firesteel</c>.</summary>
public sealed record FiresteelCache(string Root, string Spark)
{
    public string Java => Path.Combine(Root, "java");

    public string Downloads => Path.Combine(Root, "downloads");

    /// <param name="environment">Looks an environment variable up.</param>
    public static FiresteelCache From(Func<string, string?> environment)
    {
        var home = environment("XDG_CACHE_HOME") is { Length: > 0 } xdg ? xdg : Path.Combine(environment("HOME") is { Length: > 0 } own ? own : Path.GetTempPath(), ".cache");
        var root = Path.Combine(home, "firesteel");
        return new(root, environment("FIRESTEEL_SPARK_CACHE") is { Length: > 0 } spark ? spark : Path.Combine(root, "spark"));
    }
}
