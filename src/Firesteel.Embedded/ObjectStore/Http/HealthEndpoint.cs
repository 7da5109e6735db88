using System.Text;
using Microsoft.AspNetCore.Http;

namespace Firesteel.Embedded.ObjectStore.Http;

/// <summary>Liveness and metrics, without signature; MinIO's paths are answered too, because probes in the field ask for them.</summary>
internal static class HealthEndpoint
{
    public static async Task<bool> TryAnswerAsync(HttpContext http, StoreContext store)
    {
        switch (http.Request.Path.Value)
        {
            case "/firesteel/health/live" or "/firesteel/health/ready" or "/minio/health/live" or "/minio/health/ready" or "/minio/health/cluster"
                when HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method):
                http.Response.ContentLength = 0;
                return true;
            case "/firesteel/metrics" when store.Options.PublicMetrics && HttpMethods.IsGet(http.Request.Method):
                var text = Encoding.UTF8.GetBytes(store.Metrics.Render(store.Buckets.All));
                http.Response.ContentType = "text/plain; version=0.0.4; charset=utf-8";
                http.Response.ContentLength = text.Length;
                await http.Response.Body.WriteAsync(text);
                return true;
            default:
                return false;
        }
    }
}
