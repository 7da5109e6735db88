using System.Diagnostics;
using Firesteel.Embedded.Runtimes;
using Firesteel.TestKit.Repository;

namespace Firesteel.IntegrationTests.Node;

/// <summary>The two real distributions beside the checkout, unpacked once.</summary>
internal static class InstalledSpark
{
    private static readonly Lazy<Dictionary<string, SparkRuntime>> Homes = new(Install);

    public static SparkRuntime Of(string version) => Homes.Value[version];

    private static Dictionary<string, SparkRuntime> Install()
    {
        var script = Path.Combine(Checkout.Shared(), "spark", "install.sh");
        File.Exists(script).ShouldBeTrue($"{script} is missing: the tests run real Spark; set FIRESTEEL_SHARED");
        using var process = Process.Start(new ProcessStartInfo("bash", [script]) { RedirectStandardOutput = true })!;
        var homes = process.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        process.WaitForExit();
        process.ExitCode.ShouldBe(0);
        var java = File.ResolveLinkTarget("/usr/bin/java", returnFinalTarget: true)?.FullName;
        java.ShouldNotBeNull("the tests need Java 17: apt-get install openjdk-17-jre-headless");
        var python = File.Exists("/usr/bin/python3") ? "/usr/bin/python3" : "python3";
        return homes.ToDictionary(home => Path.GetFileName(home)!, home => new SparkRuntime(Path.GetFileName(home)!, home, Path.GetFullPath(Path.Combine(java, "..", "..")), python));
    }
}
