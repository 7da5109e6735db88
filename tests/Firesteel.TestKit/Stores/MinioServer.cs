using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Firesteel.TestKit.Repository;

namespace Firesteel.TestKit.Stores;

/// <summary>The real MinIO as a process of its own, on loopback and an empty directory.</summary>
public sealed class MinioServer : IAsyncDisposable
{
    public const string RootUser = "firesteel-root";
    public const string RootPassword = "firesteel-root-password";

    private readonly Process _process;
    private readonly string _directory;

    private MinioServer(Process process, string directory, Uri endpoint) => (_process, _directory, Endpoint) = (process, directory, endpoint);

    public Uri Endpoint { get; }

    /// <summary>For processes and verbs: the administrator in the environment.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; } =
        new Dictionary<string, string> { ["AWS_ACCESS_KEY_ID"] = RootUser, ["AWS_SECRET_ACCESS_KEY"] = RootPassword };

    /// <param name="region">The server's region; null for none, which accepts every signing region.</param>
    /// <param name="certificates">A directory with public.crt and private.key: then it speaks https.</param>
    public static async Task<MinioServer> StartAsync(string? region = "us-east-1", string? certificates = null)
    {
        var binary = await InstallAsync();
        for (var attempt = 1; ; attempt++)
        {
            var directory = Directory.CreateTempSubdirectory("firesteel-minio-").FullName;
            var port = FreePort();
            var start = new ProcessStartInfo(binary)
            {
                ArgumentList = { "server", Path.Combine(directory, "data"), "--address", $"127.0.0.1:{port}", "--certs-dir", certificates ?? Path.Combine(directory, "certs"), "--quiet" },
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                Environment = { ["MINIO_ROOT_USER"] = RootUser, ["MINIO_ROOT_PASSWORD"] = RootPassword, ["MINIO_BROWSER"] = "off", ["MINIO_UPDATE"] = "off", ["HOME"] = directory },
            };
            if (region is not null)
                start.Environment["MINIO_SITE_REGION"] = region;
            var process = Process.Start(start)!;
            process.OutputDataReceived += (_, _) => { };
            process.ErrorDataReceived += (_, _) => { };
            process.BeginOutputReadLine();
            process.BeginErrorReadLine();

            var server = new MinioServer(process, directory, new Uri($"{(certificates is null ? "http" : "https")}://127.0.0.1:{port}"));
            if (await server.IsReadyAsync())
                return server;
            await server.DisposeAsync();
            if (attempt == 3)
                throw new InvalidOperationException("MinIO did not become ready in 30 s, three times");
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        Directory.Delete(_directory, recursive: true);
    }

    private async Task<bool> IsReadyAsync()
    {
        using var http = new HttpClient(new SocketsHttpHandler { SslOptions = { RemoteCertificateValidationCallback = (_, _, _, _) => true } }) { Timeout = TimeSpan.FromSeconds(2) };
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(50), TimeProvider.System);
        for (var waited = Stopwatch.StartNew(); waited.Elapsed < TimeSpan.FromSeconds(30) && !_process.HasExited;)
        {
            try
            {
                // "ready" rather than "live": only then do users and policies answer.
                if ((await http.GetAsync(new Uri(Endpoint, "/minio/health/ready"))).IsSuccessStatusCode && (await http.GetAsync(Endpoint)).StatusCode != HttpStatusCode.ServiceUnavailable)
                    return true;
            }
            catch (Exception notYet) when (notYet is HttpRequestException or TaskCanceledException)
            {
                // Not listening yet.
            }

            await pause.WaitForNextTickAsync();
        }

        return false;
    }

    /// <returns>Path of the program.</returns>
    public static async Task<string> InstallAsync()
    {
        var script = Path.Combine(Checkout.Shared(), "minio", "install.sh");
        if (!File.Exists(script))
            throw new FileNotFoundException($"the real MinIO is not there: {script} is missing (FIRESTEEL_SHARED names the directory of facts beside the checkout)");
        using var install = Process.Start(new ProcessStartInfo("bash", script) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var error = install.StandardError.ReadToEndAsync();
        var path = (await install.StandardOutput.ReadToEndAsync()).Trim();
        await install.WaitForExitAsync();
        return install.ExitCode == 0 ? path : throw new InvalidOperationException($"installing MinIO failed: {await error}");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
