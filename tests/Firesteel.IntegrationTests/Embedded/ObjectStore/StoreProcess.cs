using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Firesteel.IntegrationTests.Embedded.ObjectStore;

/// <summary><c>firesteel store serve</c> as a process of its own, which can be killed.</summary>
internal sealed partial class StoreProcess : IDisposable
{
    private readonly Process _process;

    private StoreProcess(ProcessStartInfo start)
    {
        start.RedirectStandardOutput = start.RedirectStandardError = true;
        start.Environment["FIRESTEEL_STORE_ROOT_USER"] = StoreUnderTest.User;
        start.Environment["FIRESTEEL_STORE_ROOT_PASSWORD"] = StoreUnderTest.Password;
        _process = Process.Start(start)!;
        _process.ErrorDataReceived += (_, _) => { };
        var line = _process.StandardOutput.ReadLine() ?? throw new InvalidOperationException(_process.StandardError.ReadToEnd());
        _process.BeginErrorReadLine();
        Address = new(AddressPattern().Match(line).Value);
    }

    public Uri Address { get; }

    private static string[] Command(string directory) => ["dotnet", Path.Combine(AppContext.BaseDirectory, "firesteel.dll"), "store", "serve", "--data", directory, "--port", "0"];

    public static StoreProcess Start(string directory) => new(new("dotnet", Command(directory)[1..]));

    /// <summary>The directory is a file system of its own there; mounting it takes no more rights than a container does.</summary>
    public static StoreProcess StartOnSmallDisk(string directory, int mebibytes) => new(new(
        "unshare", ["--user", "--map-root-user", "--mount", "sh", "-c", "mount -t tmpfs -o size=$1m small \"$2\" && shift 2 && exec \"$@\"", "sh", $"{mebibytes}", directory, .. Command(directory)]));

    public void Kill()
    {
        _process.Kill(entireProcessTree: true);
        _process.WaitForExit();
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            Kill();
        _process.Dispose();
    }

    [GeneratedRegex(@"http://[\d.]+:\d+")]
    private static partial Regex AddressPattern();
}
