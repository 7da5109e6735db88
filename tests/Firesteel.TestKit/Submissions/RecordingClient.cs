using System.Text.Json.Nodes;
using Firesteel.Kube.Client;
using Firesteel.Kube.Objects;

namespace Firesteel.TestKit.Submissions;

/// <summary>Answers as the recorder's API server did, and writes down what changes something.</summary>
public sealed class RecordingClient(JsonArray? faults, JsonArray? seed = null) : IKubeClient
{
    public JsonArray Requests { get; } = [];

    public Task<KubeObject> CreateAsync(ResourceType type, KubeObject item, CancellationToken stop = default) =>
        Answer("POST", type, type.CollectionPath(item.Namespace), item.Json);

    public Task<KubeObject> PatchAsync(ResourceType type, ObjectKey key, Patch patch, string? subresource = null, CancellationToken stop = default) =>
        Answer("PATCH", type, type.ItemPath(key), (JsonObject)patch.Body);

    public async Task<bool> DeleteAsync(ResourceType type, ObjectKey key, Deletion? options = null, CancellationToken stop = default)
    {
        _ = await Answer("DELETE", type, type.ItemPath(key), new JsonObject { ["propagationPolicy"] = options?.Propagation });
        return true;
    }

    public Task<KubeObject?> FindAsync(ResourceType type, ObjectKey key, CancellationToken stop = default) =>
        Task.FromResult(Seeded(key.Namespace).FirstOrDefault(item => item.Name == key.Name));

    public Task<ObjectList> ListAsync(ResourceType type, string @namespace, ListQuery? query = null, CancellationToken stop = default) =>
        Task.FromResult(new ObjectList([.. Seeded(@namespace).Where(item => query?.LabelSelector is not { } label || item.Label(label.Split('=')[0]) == label.Split('=')[1])], "1"));

    public Task<KubeObject> ReplaceAsync(ResourceType type, KubeObject item, string? subresource = null, CancellationToken stop = default) => throw new NotSupportedException();

    public IAsyncEnumerable<WatchEvent> WatchAsync(ResourceType type, string @namespace, WatchQuery query, CancellationToken stop = default) => throw new NotSupportedException();

    public Task<Stream> OpenLogAsync(ObjectKey pod, LogQuery query, CancellationToken stop = default) => throw new NotSupportedException();

    private IEnumerable<KubeObject> Seeded(string @namespace) =>
        (seed ?? []).OfType<JsonObject>().Select(item => new KubeObject((JsonObject)item.DeepClone())).Where(item => item.Namespace == @namespace);

    private Task<KubeObject> Answer(string method, ResourceType type, string path, JsonObject body)
    {
        var fault = faults?.OfType<JsonObject>().FirstOrDefault(fault => (string?)fault["method"] == method && (string?)fault["resource"] == type.Plural);
        Requests.Add(new JsonObject { ["method"] = method, ["path"] = path, ["body"] = body.DeepClone() });
        if (fault is not null)
            throw new KubeException((int)fault["status"]!, (string)fault["reason"]!, (string)fault["message"]!);
        var answer = new KubeObject((JsonObject)body.DeepClone());
        if (answer.Metadata is { } metadata)
            metadata["uid"] = $"<UID-{answer.Kind.ToLowerInvariant()}>";
        return Task.FromResult(answer);
    }
}
