using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Firesteel.Lake.Connecting;
using Firesteel.Lake.Signing;

namespace Firesteel.Lake.Administration.Embedded;

/// <summary>The embedded store's own administration: small JSON under <c>/firesteel/admin/v1/</c>, signed like S3 by the root user.</summary>
public sealed class EmbeddedAdministration(StoreHttp http) : IStoreAdministration
{
    private const string Root = "/firesteel/admin/v1/";

    public AdministrationFeatures Features { get; } = new(Users: true, ChoosesKeys: true, Quota: true, LockOnExistingBuckets: true, Tested: true);

    public async Task<StoreUser?> FindUserAsync(string name, CancellationToken stop = default) =>
        await FindAsync($"read user {name}", $"users/{Uri.EscapeDataString(name)}", stop) is not { } user ? null
        : new StoreUser(name, (string?)user["status"] != "disabled", [.. (user["policies"] as JsonArray ?? []).Select(policy => (string)policy!)]);

    public Task PutUserAsync(string name, string secretKey, CancellationToken stop = default) =>
        PutAsync($"create user {name}", $"users/{Uri.EscapeDataString(name)}", new JsonObject { ["secretKey"] = secretKey, ["enabled"] = true }, stop);

    public Task<JsonNode?> FindPolicyAsync(string name, CancellationToken stop = default) =>
        FindAsync($"read policy {name}", $"policies/{Uri.EscapeDataString(name)}", stop);

    public Task PutPolicyAsync(string name, JsonNode policy, CancellationToken stop = default) =>
        PutAsync($"write policy {name}", $"policies/{Uri.EscapeDataString(name)}", policy, stop);

    public Task SetUserPoliciesAsync(string user, IReadOnlyCollection<string> policies, CancellationToken stop = default) =>
        PutAsync($"attach policies to {user}", $"users/{Uri.EscapeDataString(user)}/policies",
            new JsonObject { ["policies"] = new JsonArray([.. policies.Select(p => (JsonNode)p)]) }, stop);

    public async Task<long?> FindQuotaAsync(string bucket, CancellationToken stop = default) =>
        await FindAsync($"read the quota of {bucket}", $"buckets/{Uri.EscapeDataString(bucket)}/quota", stop) is { } quota
        && (long?)quota["bytes"] is > 0 and var bytes ? bytes : null;

    public Task SetQuotaAsync(string bucket, long? bytes, CancellationToken stop = default) =>
        PutAsync($"set the quota of {bucket}", $"buckets/{Uri.EscapeDataString(bucket)}/quota", new JsonObject { ["bytes"] = bytes ?? 0 }, stop);

    public Task<StoreCredentials> IssueAccessKeyAsync(string user, JsonNode? policy, CancellationToken stop = default) =>
        throw new StoreException($"issue an access key for {user}", HttpStatusCode.NotImplemented, "NotImplemented", "the embedded store has one key pair per user");

    private async Task<JsonNode?> FindAsync(string asked, string target, CancellationToken stop)
    {
        var answer = await http.SendAsync(HttpMethod.Get, Root + target, stop: stop);
        if (answer.Status == HttpStatusCode.NotFound)
        {
            if (!target.StartsWith("buckets/", StringComparison.Ordinal))
                WrongKindOfStore.Refuse(asked, answer);
            return null;
        }

        return answer.Ok ? JsonNode.Parse(answer.Body) : throw StoreException.Of(asked, answer);
    }

    private async Task PutAsync(string asked, string target, JsonNode body, CancellationToken stop)
    {
        var answer = await http.SendAsync(HttpMethod.Put, Root + target, JsonSerializer.SerializeToUtf8Bytes(body), stop, contentType: "application/json");
        if (!answer.Ok)
            throw StoreException.Of(asked, answer);
    }
}
