using System.Diagnostics;
using Firesteel.TestKit.Repository;

namespace Firesteel.TestKit.Tools;

/// <summary>
/// The real kubectl (1.32, 1.35) and helm (3.17, 4.1), from Firesteel's cache; what is missing is fetched once by <c>eng/setup-kubectl.sh</c>.
/// </summary>
public static class KubernetesTools
{
    private static readonly Lazy<string> Ready = new(SetUp);

    /// <param name="version"><c>1.32</c> or <c>1.35</c>.</param>
    public static string Kubectl(string version) => Path.Combine(Ready.Value, version, "kubectl");

    /// <param name="version">Of the kubectl that it comes with: <c>1.32</c> has helm 3.17, <c>1.35</c> helm 4.1.</param>
    public static string Helm(string version) => Path.Combine(Ready.Value, version, "helm");

    private static string SetUp()
    {
        var cache = Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { Length: > 0 } given
            ? given
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache");
        var tools = Path.Combine(cache, "firesteel", "tools");
        using var script = Process.Start(new ProcessStartInfo(Checkout.File("eng", "setup-kubectl.sh")) { RedirectStandardError = true })!;
        var errors = script.StandardError.ReadToEnd();
        script.WaitForExit();
        return script.ExitCode == 0 ? tools : throw new InvalidOperationException($"eng/setup-kubectl.sh failed: {errors.Trim()}");
    }
}
