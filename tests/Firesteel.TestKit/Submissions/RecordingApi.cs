using System.Net;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Firesteel.TestKit.Submissions;

/// <summary>A Kubernetes API that accepts everything and writes down what would change something. It validates nothing.</summary>
public sealed class RecordingApi : IAsyncDisposable
{
    private readonly WebApplication _host;
    private readonly Dictionary<string, JsonObject> _objects = [];
    private readonly JsonArray _requests = [];

    private RecordingApi(WebApplication host) => _host = host;

    public int Port { get; private set; }

    /// <summary>Method, path, body and answered code, in order.</summary>
    public JsonArray Requests
    {
        get
        {
            lock (_objects)
                return (JsonArray)_requests.DeepClone();
        }
    }

    public static async Task<RecordingApi> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(options => options.Listen(IPAddress.Loopback, 0));
        var api = new RecordingApi(builder.Build());
        api._host.Run(api.AnswerAsync);
        await api._host.StartAsync();
        var address = api._host.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        api.Port = new Uri(address).Port;
        return api;
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        var (method, path) = (context.Request.Method, context.Request.Path.Value!);
        if (method == "GET")
        {
            await ReadAsync(context, path);
            return;
        }

        var body = context.Request.ContentLength == 0 ? null : (JsonObject?)await JsonNode.ParseAsync(context.Request.Body);
        await WriteAsync(context, method == "DELETE" ? 200 : 201, Change(method, path, body ?? []));
    }

    private JsonObject Change(string method, string path, JsonObject body)
    {
        lock (_objects)
        {
            _requests.Add(new JsonObject { ["method"] = method, ["path"] = path, ["body"] = body.DeepClone(), ["status"] = method == "DELETE" ? 200 : 201 });
            if (method == "DELETE")
                return new JsonObject { ["apiVersion"] = "v1", ["kind"] = "Status", ["status"] = "Success" };
            var stored = (JsonObject)body.DeepClone();
            var metadata = (JsonObject)stored["metadata"]!;
            metadata["uid"] = $"<UID-{((string?)stored["kind"] ?? "pod").ToLowerInvariant()}>";
            metadata["creationTimestamp"] = "2026-01-01T00:00:00Z";
            metadata["resourceVersion"] = $"{_requests.Count}";
            stored["status"] = new JsonObject { ["phase"] = "Pending" };
            _objects[method == "POST" ? $"{path}/{metadata["name"]}" : path] = stored;
            return stored;
        }
    }

    private async Task ReadAsync(HttpContext context, string path)
    {
        if (context.Request.Query.ContainsKey("watch"))
        {
            await context.Response.StartAsync();
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
            return;
        }

        JsonObject? found;
        lock (_objects)
            found = (JsonObject?)_objects.GetValueOrDefault(path)?.DeepClone();
        await WriteAsync(context, found is null ? 404 : 200, found ?? new JsonObject
        {
            ["apiVersion"] = "v1",
            ["kind"] = "Status",
            ["status"] = "Failure",
            ["reason"] = "NotFound",
            ["message"] = $"{path} not found",
            ["code"] = 404,
        });
    }

    private static Task WriteAsync(HttpContext context, int code, JsonObject body)
    {
        context.Response.StatusCode = code;
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync(body.ToJsonString());
    }
}
