namespace Firesteel.Cli.Platform;

/// <summary>The examples that come with the program.</summary>
internal static class Examples
{
    public static string File(string name) => Path.Combine(AppContext.BaseDirectory, "examples", name);
}
