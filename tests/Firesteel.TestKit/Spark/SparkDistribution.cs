using System.Diagnostics;
using Firesteel.TestKit.Repository;

namespace Firesteel.TestKit.Spark;

/// <summary>A real Spark on this machine.</summary>
public static class SparkDistribution
{
    /// <param name="version"><c>3.5.7</c> or <c>4.1.0</c>.</param>
    /// <returns>The home: <c>bin</c>, <c>jars</c>, <c>python</c>. The first call of a machine takes half a minute.</returns>
    public static async Task<string> HomeAsync(string version)
    {
        var script = Path.Combine(Checkout.Shared(), "spark", "install.sh");
        if (!File.Exists(script))
            throw new FileNotFoundException($"real Spark is not there: {script} is missing (FIRESTEEL_SHARED names the directory of facts beside the checkout)");
        using var install = Process.Start(new ProcessStartInfo("bash", [script, version]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var error = install.StandardError.ReadToEndAsync();
        var home = (await install.StandardOutput.ReadToEndAsync()).Trim().Split('\n')[^1];
        await install.WaitForExitAsync();
        return install.ExitCode == 0 ? home : throw new InvalidOperationException($"installing Spark {version} failed: {await error}");
    }
}
