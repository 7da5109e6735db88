using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using Firesteel.Lake.Administration.MinIo.Encryption;
using Firesteel.Lake.Connecting;
using Firesteel.Lake.Signing;

namespace Firesteel.Lake.Administration.MinIo;

/// <summary>MinIO's administration, version 3, on the S3 port; RustFS answers the same calls at the same paths.</summary>
public sealed class MinIoAdministration(StoreHttp http, bool tested) : IStoreAdministration
{
    private const string Root = "/minio/admin/v3/";

    public AdministrationFeatures Features { get; } =
        new(Users: true, ChoosesKeys: true, Quota: true, LockOnExistingBuckets: false, Tested: tested, AbortsUploadsItself: true);

    public async Task<StoreUser?> FindUserAsync(string name, CancellationToken stop = default)
    {
        var answer = WrongKindOfStore.Refuse($"read user {name}", await http.SendAsync(HttpMethod.Get, $"{Root}user-info?accessKey={Uri.EscapeDataString(name)}", stop: stop));
        if (!answer.Ok)
            return answer.Error.Code == "XMinioAdminNoSuchUser" ? null : throw StoreException.Of($"read user {name}", answer);
        var user = JsonNode.Parse(answer.Body)!;
        var policies = (string?)user["policyName"] ?? "";
        return new StoreUser(name, (string?)user["status"] != "disabled",
            [.. policies.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)]);
    }

    public Task PutUserAsync(string name, string secretKey, CancellationToken stop = default) =>
        SendSealedAsync($"create user {name}", HttpMethod.Put, $"add-user?accessKey={Uri.EscapeDataString(name)}",
            new JsonObject { ["secretKey"] = secretKey, ["status"] = "enabled" }, stop);

    public async Task<JsonNode?> FindPolicyAsync(string name, CancellationToken stop = default)
    {
        var answer = WrongKindOfStore.Refuse($"read policy {name}", await http.SendAsync(HttpMethod.Get, $"{Root}info-canned-policy?name={Uri.EscapeDataString(name)}&v=2", stop: stop));
        if (!answer.Ok)
            return answer.Error.Code == "XMinioAdminNoSuchPolicy" ? null : throw StoreException.Of($"read policy {name}", answer);
        return JsonNode.Parse(answer.Body)?["Policy"];
    }

    public async Task PutPolicyAsync(string name, JsonNode policy, CancellationToken stop = default) =>
        await SendAsync($"write policy {name}", HttpMethod.Put, $"add-canned-policy?name={Uri.EscapeDataString(name)}", JsonSerializer.SerializeToUtf8Bytes(policy), stop);

    public async Task SetUserPoliciesAsync(string user, IReadOnlyCollection<string> policies, CancellationToken stop = default)
    {
        var has = (await FindUserAsync(user, stop))?.Policies ?? [];
        await ChangePoliciesAsync("attach", user, [.. policies.Except(has)], stop);
        await ChangePoliciesAsync("detach", user, [.. has.Except(policies)], stop);
    }

    public async Task<long?> FindQuotaAsync(string bucket, CancellationToken stop = default)
    {
        var answer = await http.SendAsync(HttpMethod.Get, $"{Root}get-bucket-quota?bucket={Uri.EscapeDataString(bucket)}", stop: stop);
        if (!answer.Ok)
            return answer.Error.Code == "XMinioAdminNoSuchQuotaConfiguration" ? null : throw StoreException.Of($"read the quota of {bucket}", answer);
        var quota = JsonNode.Parse(answer.Body)!;
        var bytes = (long?)quota["size"] is > 0 and var size ? size : (long?)quota["quota"] ?? 0;
        return bytes > 0 ? bytes : null;
    }

    public async Task SetQuotaAsync(string bucket, long? bytes, CancellationToken stop = default)
    {
        // "quota" is the name before August 2023; servers of either age read their own.
        var body = new JsonObject { ["quota"] = bytes ?? 0, ["size"] = bytes ?? 0, ["rate"] = 0, ["requests"] = 0 };
        if (bytes is not null)
            body["quotatype"] = "hard";
        await SendAsync($"set the quota of {bucket}", HttpMethod.Put, $"set-bucket-quota?bucket={Uri.EscapeDataString(bucket)}", JsonSerializer.SerializeToUtf8Bytes(body), stop);
    }

    public async Task<StoreCredentials> IssueAccessKeyAsync(string user, JsonNode? policy, CancellationToken stop = default)
    {
        var body = new JsonObject { ["targetUser"] = user };
        if (policy is not null)
            body["policy"] = policy.DeepClone();
        var answer = await SendSealedAsync($"issue an access key for {user}", HttpMethod.Put, "add-service-account", body, stop);
        var issued = JsonNode.Parse(Open(answer.Body))?["credentials"] ?? throw new IOException($"issue an access key for {user}: the answer holds no credentials");
        return new StoreCredentials((string)issued["accessKey"]!, (string)issued["secretKey"]!);
    }

    /// <summary>Removes a key pair that <see cref="IssueAccessKeyAsync"/> made.</summary>
    public async Task RemoveAccessKeyAsync(string accessKey, CancellationToken stop = default) =>
        await SendAsync($"remove access key {accessKey}", HttpMethod.Delete, $"delete-service-account?accessKey={Uri.EscapeDataString(accessKey)}", null, stop);

    /// <summary>All users, from the encrypted list.</summary>
    public async Task<ImmutableArray<string>> ListUsersAsync(CancellationToken stop = default)
    {
        var answer = await SendAsync("list users", HttpMethod.Get, "list-users", null, stop);
        return [.. JsonNode.Parse(Open(answer.Body))!.AsObject().Select(user => user.Key)];
    }

    private async Task ChangePoliciesAsync(string verb, string user, ImmutableArray<string> policies, CancellationToken stop)
    {
        if (policies.IsEmpty)
            return;
        try
        {
            await SendSealedAsync($"{verb} policies of {user}", HttpMethod.Post, $"idp/builtin/policy/{verb}",
                new JsonObject { ["policies"] = new JsonArray([.. policies.Select(p => (JsonNode)p)]), ["user"] = user }, stop);
        }
        catch (StoreException already) when (already.Code == "XMinioAdminPolicyChangeAlreadyApplied")
        {
            // Somebody was quicker; what was asked for holds.
        }
    }

    private Task<StoreAnswer> SendSealedAsync(string asked, HttpMethod method, string target, JsonObject body, CancellationToken stop) =>
        SendAsync(asked, method, target, SealedBody.Seal(Secret, JsonSerializer.SerializeToUtf8Bytes(body)), stop);

    private async Task<StoreAnswer> SendAsync(string asked, HttpMethod method, string target, byte[]? body, CancellationToken stop)
    {
        var answer = await http.SendAsync(method, Root + target, body, stop, contentType: body is null ? null : "application/octet-stream");
        return answer.Ok ? answer : throw StoreException.Of(asked, answer);
    }

    private byte[] Open(byte[] body)
    {
        try
        {
            return SealedBody.Open(Secret, body);
        }
        catch (CryptographicException bad)
        {
            throw new IOException($"the store's encrypted answer cannot be read: {bad.Message}", bad);
        }
    }

    private string Secret => http.Credentials?.SecretKey ?? throw new IOException("administration needs credentials");
}
