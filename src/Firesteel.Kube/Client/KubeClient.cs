using System.Net.Http.Headers;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using Firesteel.Kube.Objects;
using Microsoft.Extensions.Logging;

namespace Firesteel.Kube.Client;

/// <summary>The Kubernetes API over HTTP.</summary>
/// <param name="http">Its base address is the server's; see <c>KubeConfiguration.CreateHttpClient</c>.</param>
/// <param name="time">For pauses between tries.</param>
/// <param name="logger">Sees methods and paths, never bodies.</param>
/// <param name="options">Null for the defaults.</param>
public sealed class KubeClient(HttpClient http, TimeProvider time, ILogger logger, KubeClientOptions? options = null) : IKubeClient
{
    private readonly KubeClientOptions options = options ?? new();
    private readonly KubeRequests requests = new(http, time, logger, options ?? new());

    public async Task<KubeObject?> FindAsync(ResourceType type, ObjectKey key, CancellationToken stop = default)
    {
        try
        {
            return await ObjectAsync(HttpMethod.Get, type.ItemPath(key), null, isIdempotent: true, stop).ConfigureAwait(false);
        }
        catch (KubeException e) when (e.IsNotFound)
        {
            return null;
        }
    }

    public async Task<ObjectList> ListAsync(ResourceType type, string @namespace, ListQuery? query = null, CancellationToken stop = default)
    {
        var path = new QueryText(type.CollectionPath(@namespace))
            .Add("labelSelector", query?.LabelSelector)
            .Add("fieldSelector", query?.FieldSelector)
            .Add("limit", query?.Limit)
            .Add("continue", query?.Continue)
            .Add("resourceVersion", query?.ResourceVersion);
        var body = await BytesAsync(HttpMethod.Get, path.ToString(), null, isIdempotent: true, stop).ConfigureAwait(false);
        return Parsed(path.ToString(), () => KubeJson.List(body, type));
    }

    public Task<KubeObject> CreateAsync(ResourceType type, KubeObject item, CancellationToken stop = default) =>
        ObjectAsync(HttpMethod.Post, Write(type.CollectionPath(item.Namespace)).ToString(), Body(item.Json), isIdempotent: false, stop);

    public Task<KubeObject> ReplaceAsync(ResourceType type, KubeObject item, string? subresource = null, CancellationToken stop = default) =>
        ObjectAsync(HttpMethod.Put, Write(type.ItemPath(item.Key, subresource)).ToString(), Body(item.Json), isIdempotent: true, stop);

    public Task<KubeObject> PatchAsync(ResourceType type, ObjectKey key, Patch patch, string? subresource = null, CancellationToken stop = default)
    {
        var (mediaType, isIdempotent) = patch.Type switch
        {
            // An operation such as "add to the end" must not arrive twice.
            PatchType.Json => ("application/json-patch+json", false),
            PatchType.Merge => ("application/merge-patch+json", true),
            PatchType.Strategic => ("application/strategic-merge-patch+json", true),
            PatchType.Apply => ("application/apply-patch+yaml", true),
            _ => throw new ArgumentOutOfRangeException(nameof(patch), patch.Type, null),
        };
        var path = new QueryText(type.ItemPath(key, subresource))
            .Add("fieldManager", patch.FieldManager ?? this.options.FieldManager)
            .Add("force", patch is { Type: PatchType.Apply, Force: true });
        return ObjectAsync(HttpMethod.Patch, path.ToString(), Body(patch.Body, mediaType), isIdempotent, stop);
    }

    public async Task<bool> DeleteAsync(ResourceType type, ObjectKey key, Deletion? options = null, CancellationToken stop = default)
    {
        try
        {
            await BytesAsync(HttpMethod.Delete, type.ItemPath(key), options is null ? null : Body(Json(options)), isIdempotent: true, stop).ConfigureAwait(false);
            return true;
        }
        catch (KubeException e) when (e.IsNotFound)
        {
            return false;
        }
    }

    public async IAsyncEnumerable<WatchEvent> WatchAsync(
        ResourceType type, string @namespace, WatchQuery query, [EnumeratorCancellation] CancellationToken stop = default)
    {
        var path = new QueryText(type.CollectionPath(@namespace))
            .Add("watch", true)
            .Add("resourceVersion", query.ResourceVersion)
            .Add("labelSelector", query.LabelSelector)
            .Add("fieldSelector", query.FieldSelector)
            .Add("allowWatchBookmarks", query.Bookmarks)
            .Add("timeoutSeconds", query.Timeout is { } timeout ? (long)Math.Ceiling(timeout.TotalSeconds) : null);
        using var response = await requests.SendAsync(HttpMethod.Get, path.ToString(), null, isIdempotent: true, streams: true, stop).ConfigureAwait(false);
        await using var stream = await response.Content.ReadAsStreamAsync(stop).ConfigureAwait(false);
        await foreach (var change in WatchStream.ReadAsync(stream, query.Timeout, time, stop).ConfigureAwait(false))
            yield return change;
    }

    public async Task<Stream> OpenLogAsync(ObjectKey pod, LogQuery query, CancellationToken stop = default)
    {
        var path = new QueryText(ResourceTypes.Pods.ItemPath(pod, "log"))
            .Add("container", query.Container)
            .Add("follow", query.Follow)
            .Add("previous", query.Previous)
            .Add("timestamps", query.Timestamps)
            .Add("tailLines", query.TailLines)
            .Add("sinceSeconds", query.Since is { } since ? Math.Max(1, (long)Math.Ceiling(since.TotalSeconds)) : null);
        var response = await requests.SendAsync(HttpMethod.Get, path.ToString(), null, isIdempotent: true, streams: true, stop).ConfigureAwait(false);
        return await response.Content.ReadAsStreamAsync(stop).ConfigureAwait(false);
    }

    /// <summary>What a path that is no object answers, for instance <c>/version</c> or <c>/apis</c>.</summary>
    public async Task<JsonObject> GetAsync(string path, CancellationToken stop = default) =>
        (await ObjectAsync(HttpMethod.Get, path, null, isIdempotent: true, stop).ConfigureAwait(false)).Json;

    private QueryText Write(string path) => new QueryText(path).Add("fieldManager", this.options.FieldManager);

    private async Task<KubeObject> ObjectAsync(HttpMethod method, string path, Func<HttpContent>? body, bool isIdempotent, CancellationToken stop)
    {
        var answer = await BytesAsync(method, path, body, isIdempotent, stop).ConfigureAwait(false);
        return Parsed(path, () => KubeJson.Object(answer));
    }

    private async Task<byte[]> BytesAsync(HttpMethod method, string path, Func<HttpContent>? body, bool isIdempotent, CancellationToken stop)
    {
        using var response = await requests.SendAsync(method, path, body, isIdempotent, streams: false, stop).ConfigureAwait(false);
        return await response.Content.ReadAsByteArrayAsync(stop).ConfigureAwait(false);
    }

    private T Parsed<T>(string path, Func<T> parse)
    {
        try
        {
            return parse();
        }
        catch (JsonException e)
        {
            throw new HttpRequestException(HttpRequestError.InvalidResponse, $"{http.BaseAddress} answered {path.Split('?', 2)[0]} with something that is no Kubernetes object", e);
        }
    }

    private static Func<HttpContent> Body(JsonNode json, string mediaType = "application/json")
    {
        var bytes = JsonSerializer.SerializeToUtf8Bytes(json, JsonBodies.Default.JsonNode);
        return () => new ByteArrayContent(bytes) { Headers = { ContentType = new MediaTypeHeaderValue(mediaType) } };
    }

    private static JsonObject Json(Deletion options)
    {
        var body = new JsonObject { ["apiVersion"] = "v1", ["kind"] = "DeleteOptions" };
        if (options.GracePeriod is { } grace)
            body["gracePeriodSeconds"] = (long)Math.Ceiling(grace.TotalSeconds);
        if (options.Propagation is { } propagation)
            body["propagationPolicy"] = propagation;
        var preconditions = new JsonObject();
        if (options.Uid is { } uid)
            preconditions["uid"] = uid;
        if (options.ResourceVersion is { } version)
            preconditions["resourceVersion"] = version;
        if (preconditions.Count > 0)
            body["preconditions"] = preconditions;
        return body;
    }
}
