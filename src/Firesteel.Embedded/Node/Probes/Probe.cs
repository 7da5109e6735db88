using System.Net.Sockets;
using System.Text.Json.Nodes;
using Firesteel.Embedded.Node.Containers;
using Firesteel.Embedded.Node.Json;

namespace Firesteel.Embedded.Node.Probes;

/// <summary>One look at a container, from outside or by a command inside; also used for lifecycle hooks.</summary>
internal static class Probe
{
    private static readonly HttpClient Http = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseProxy = false,
        PooledConnectionLifetime = TimeSpan.Zero,
        SslOptions = new() { RemoteCertificateValidationCallback = (_, _, _, _) => true },
    })
    { Timeout = Timeout.InfiniteTimeSpan };

    /// <returns>Null for success, else what went wrong.</returns>
    public static async Task<string?> LookAsync(JsonObject spec, JsonObject container, string podIp, IRunningContainer running, TimeSpan timeout, TimeProvider time, CancellationToken stop)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(stop);
        using var timer = time.CreateTimer(_ => deadline.Cancel(), null, timeout, Timeout.InfiniteTimeSpan);
        try
        {
            if (spec.Object("exec") is { } exec)
            {
                var code = await running.ExecAsync([.. exec.Texts("command")], timeout, stop);
                return code switch { 0 => null, null => $"command timed out after {timeout.TotalSeconds:0.###}s", _ => $"command ended with exit code {code}" };
            }

            if (spec.Object("httpGet") is { } get)
                return await GetAsync(get, container, podIp, deadline.Token);
            if ((spec.Object("tcpSocket") ?? spec.Object("grpc")) is { } tcp)
            {
                using var socket = new TcpClient();
                await socket.ConnectAsync(tcp.Text("host") ?? podIp, PortOf(tcp, container), deadline.Token);
            }

            return null;
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            return "context deadline exceeded";
        }
        catch (Exception failure) when (failure is SocketException or HttpRequestException)
        {
            return failure.Message;
        }
    }

    private static async Task<string?> GetAsync(JsonObject get, JsonObject container, string podIp, CancellationToken stop)
    {
        var path = get.Text("path") is { Length: > 0 } given ? given : "/";
        var scheme = get.Text("scheme") == "HTTPS" ? "https" : "http";
        var request = new HttpRequestMessage(HttpMethod.Get, $"{scheme}://{get.Text("host") ?? podIp}:{PortOf(get, container)}/{path.TrimStart('/')}");
        request.Headers.TryAddWithoutValidation("User-Agent", "kube-probe/1.34");
        foreach (var header in get.Items("httpHeaders"))
            request.Headers.TryAddWithoutValidation(header.Text("name") ?? "", header.Text("value"));
        using var answer = await Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, stop);
        return (int)answer.StatusCode is >= 200 and < 400 ? null : $"HTTP probe failed with statuscode: {(int)answer.StatusCode}";
    }

    private static int PortOf(JsonObject at, JsonObject container) =>
        (int)(at.Whole("port") ?? container.Items("ports").FirstOrDefault(port => port.Text("name") == at.Text("port"))?.Whole("containerPort") ?? 0);
}
