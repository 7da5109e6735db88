namespace Firesteel.Embedded.Node.Images;

/// <summary>Where the running program lies, for containers of <c>firesteel:*</c> images.</summary>
/// <param name="DotnetRoot">Directory of the shared runtime with its <c>dotnet</c> program.</param>
/// <param name="Assembly">Full path of firesteel.dll.</param>
public sealed record FiresteelProgram(string DotnetRoot, string Assembly)
{
    /// <summary>Of this very process.</summary>
    public static FiresteelProgram Current()
    {
        // The shared runtime lies at ROOT/shared/Microsoft.NETCore.App/VERSION/.
        var runtime = new DirectoryInfo(Path.GetDirectoryName(typeof(object).Assembly.Location)!);
        return new(runtime.Parent!.Parent!.Parent!.FullName, Path.Combine(AppContext.BaseDirectory, "firesteel.dll"));
    }
}
