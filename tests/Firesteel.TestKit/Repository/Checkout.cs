namespace Firesteel.TestKit.Repository;

/// <summary>Where the tests' own files are: the checkout that they were built from.</summary>
public static class Checkout
{
    public static string Root { get; } = FindRoot();

    /// <summary>Recordings: <c>FIRESTEEL_CASES</c>, by default <c>../shared/cases</c> beside the checkout.</summary>
    public static string Cases { get; } =
        Environment.GetEnvironmentVariable("FIRESTEEL_CASES") is { Length: > 0 } named ? named : Path.Combine(Shared(), "cases");

    /// <summary>The recordings beside the checkout, whatever <c>FIRESTEEL_CASES</c> names: for tests that need a certain log, not recordings as such.</summary>
    public static string OwnCases { get; } = Path.Combine(Shared(), "cases");

    /// <summary>Whether <see cref="Cases"/> are the ones beside the checkout.</summary>
    public static bool CasesAreOwn { get; } = Path.TrimEndingDirectorySeparator(Path.GetFullPath(Cases)) == OwnCases;

    public static string File(params string[] parts) => Path.Combine([Root, .. parts]);

    /// <summary>The directory of facts and real distributions beside the checkout.</summary>
    public static string Shared() => Path.GetFullPath(Environment.GetEnvironmentVariable("FIRESTEEL_SHARED") ?? Path.Combine(Root, "..", "shared"));

    private static string FindRoot()
    {
        for (var directory = new DirectoryInfo(AppContext.BaseDirectory); directory is not null; directory = directory.Parent)
        {
            if (System.IO.File.Exists(Path.Combine(directory.FullName, "Firesteel.slnx")))
                return directory.FullName;
        }

        throw new DirectoryNotFoundException($"no Firesteel.slnx above {AppContext.BaseDirectory}");
    }
}
