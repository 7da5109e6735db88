using Firesteel.Operator.Metrics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Firesteel.Operator.Hosting;

/// <summary><c>/metrics</c>, <c>/healthz</c> and <c>/readyz</c>.</summary>
internal static class OperatorEndpoints
{
    /// <param name="isReady">The caches are filled.</param>
    /// <param name="stop">Ends the server.</param>
    public static async Task RunAsync(string address, PrometheusText metrics, Func<bool> isReady, ILoggerFactory loggers, CancellationToken stop)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Services.AddSingleton(loggers);
        builder.WebHost.UseUrls(address);
        await using var server = builder.Build();
        server.MapGet("/metrics", () => Results.Text(metrics.Render(), "text/plain; version=0.0.4"));
        server.MapGet("/healthz", () => Results.Text("ok"));
        server.MapGet("/readyz", () => isReady() ? Results.Text("ok") : Results.Text("the caches are not filled yet", statusCode: 503));
        await server.StartAsync(stop);
        var ended = new TaskCompletionSource();
        await using (stop.Register(ended.SetResult))
            await ended.Task;
        await server.StopAsync(CancellationToken.None);
    }
}
