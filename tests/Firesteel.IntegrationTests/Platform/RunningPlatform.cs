using Firesteel.Cli.Platform;
using Firesteel.Embedded.Runtimes;
using Firesteel.Embedded.Runtimes.Spark;
using Firesteel.TestKit.Documents;
using Firesteel.TestKit.Files;
using Firesteel.TestKit.Repository;
using Firesteel.TestKit.Tools;
using Microsoft.Extensions.Logging.Abstractions;

namespace Firesteel.IntegrationTests.Platform;

/// <summary>The embedded platform in this process, as <c>firesteel up</c> puts it together, with both real Sparks.</summary>
public class RunningPlatform : IAsyncLifetime
{
    private readonly TemporaryDirectory _files = new();

    protected virtual bool WithOperator => true;

    public EmbeddedPlatform Platform { get; private set; } = null!;

    public string StateDirectory => Path.Combine(_files.Path, "state");

    public string Kubeconfig => Path.Combine(_files.Path, "state", "kubeconfig");

    public async Task InitializeAsync()
    {
        using var http = new HttpClient();
        var search = new RuntimeSearch(
            Environment.GetEnvironmentVariable, [], Path.Combine(Checkout.Shared(), "spark"), FiresteelCache.From(Environment.GetEnvironmentVariable),
            Download: false, RuntimeSearch.ApacheArchive, new Progress<TransferProgress>(), _ => { });
        var runtimes = await RuntimeSet.PrepareAsync(SparkLine.All, required: true, search, http, CancellationToken.None);
        runtimes.Problems.ShouldBeEmpty();
        var options = new PlatformOptions(new PlatformPaths(Path.Combine(_files.Path, "state")), 0, Kubeconfig, runtimes.Runtimes, WithOperator, StorePort: 0, HistoryPort: 0);
        Platform = await EmbeddedPlatform.StartAsync(options, TimeProvider.System, NullLoggerFactory.Instance, CancellationToken.None);
    }

    public async Task DisposeAsync()
    {
        await Platform.DisposeAsync();
        _files.Dispose();
    }

    /// <summary>Commands as a user types them, with <c>kubectl</c> and <c>helm</c> of this version on the path and this platform in KUBECONFIG.</summary>
    /// <param name="version">Of kubectl: 1.32 or 1.35.</param>
    /// <returns>What they printed.</returns>
    public async Task<string> ShellAsync(string version, string commands, TimeSpan? limit = null)
    {
        using var stop = new CancellationTokenSource(limit ?? TimeSpan.FromMinutes(3));
        var (exitCode, output) = await Shell.RunAsync(commands, Variables(version), stop.Token);
        exitCode.ShouldBe(0, $"{commands}\n---\n{output}");
        return output;
    }

    public Dictionary<string, string> Variables(string version) => new()
    {
        ["KUBECONFIG"] = Kubeconfig,
        ["PATH"] = $"{Path.GetDirectoryName(KubernetesTools.Kubectl(version))}:{Environment.GetEnvironmentVariable("PATH")}",
        ["HELM_CACHE_HOME"] = Path.Combine(_files.Path, "helm"),
        ["HELM_CONFIG_HOME"] = Path.Combine(_files.Path, "helm"),
        ["HELM_DATA_HOME"] = Path.Combine(_files.Path, "helm"),
    };
}
