using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using Firesteel.Embedded.ObjectStore.Access;
using Firesteel.Embedded.ObjectStore.Catalog;
using Firesteel.Embedded.ObjectStore.Http;
using Microsoft.AspNetCore.Http;

namespace Firesteel.Embedded.ObjectStore.Users;

/// <summary>
/// The store's administration under <c>/firesteel/admin/v1/</c>, JSON signed by the root user as any S3 request:
/// <c>GET info</c>; <c>GET users</c>; <c>GET|PUT|DELETE users/NAME</c>; <c>PUT users/NAME/policies</c>; <c>GET policies</c>;
/// <c>GET|PUT|DELETE policies/NAME</c>; <c>GET|PUT|DELETE buckets/NAME/quota</c>. Secrets go in and never come out.
/// </summary>
internal sealed class AdminApi(StoreContext store)
{
    /// <summary>Of the key, below the reserved bucket name.</summary>
    public const string Root = "admin/v1/";

    public async Task HandleAsync(S3Call call)
    {
        if (!call.Caller.IsRoot)
            throw new S3Exception(S3Errors.AccessDenied);
        var method = call.Http.Request.Method;
        switch (call.Key[Root.Length..].Split('/'))
        {
            case ["info"] when method == "GET":
                await AnswerAsync(call, Info());
                break;
            case ["users"] when method == "GET":
                await AnswerAsync(call, new JsonObject { ["users"] = new JsonArray([.. store.Users.Users.Select(Shown)]) });
                break;
            case ["users", var name]:
                await UserAsync(call, method, name);
                break;
            case ["users", var name, "policies"] when method == "PUT":
                var body = await BodyAsync(call);
                await store.Users.PutAsync(Read(name, new JsonObject { ["policies"] = body["policies"]?.DeepClone() }, Existing(name)));
                await call.DoneAsync(204);
                break;
            case ["policies"] when method == "GET":
                await AnswerAsync(call, new JsonObject { ["policies"] = new JsonArray([.. store.Users.Policies.Keys.Order(StringComparer.Ordinal).Select(policy => JsonValue.Create(policy))]) });
                break;
            case ["policies", var name]:
                await PolicyAsync(call, method, name);
                break;
            case ["buckets", var name, "quota"]:
                await QuotaAsync(call, method, call.BucketNamed(name));
                break;
            default:
                throw new S3Exception(S3Errors.MethodNotAllowed);
        }
    }

    private StoreUser Existing(string name) => store.Users.Find(name) ?? throw new S3Exception(S3Errors.NoSuchUser);

    private async Task UserAsync(S3Call call, string method, string name)
    {
        switch (method)
        {
            case "GET":
                await AnswerAsync(call, Shown(Existing(name)));
                break;
            case "PUT":
                var user = Read(name, await BodyAsync(call), store.Users.Find(name));
                if (name == store.Users.RootUser || store.Users.Takes(name, user.Keys))
                    throw new S3Exception(S3Errors.UserAlreadyExists);
                await store.Users.PutAsync(user);
                await AnswerAsync(call, Shown(user));
                break;
            case "DELETE":
                await store.Users.DeleteUserAsync(Existing(name).Name);
                await call.DoneAsync(204);
                break;
            default:
                throw new S3Exception(S3Errors.MethodNotAllowed);
        }
    }

    private async Task PolicyAsync(S3Call call, string method, string name)
    {
        switch (method)
        {
            case "GET":
                var found = store.Users.Policies.GetValueOrDefault(name) ?? throw new S3Exception(S3Errors.NoSuchUser with { Name = "NoSuchPolicy" }, "The policy does not exist.");
                await AnswerAsync(call, JsonNode.Parse(found.Text)!);
                break;
            case "PUT":
                await PutPolicyAsync(call, name);
                break;
            case "DELETE":
                await store.Users.DeletePolicyAsync(name);
                await call.DoneAsync(204);
                break;
            default:
                throw new S3Exception(S3Errors.MethodNotAllowed);
        }
    }

    private async Task QuotaAsync(S3Call call, string method, Bucket bucket)
    {
        if (method == "GET")
        {
            await AnswerAsync(call, new JsonObject { ["bytes"] = bucket.Configuration.Quota ?? 0, ["used"] = bucket.Bytes });
            return;
        }

        var quota = method == "PUT" ? Number(await BodyAsync(call), "bytes") : method == "DELETE" ? null : throw new S3Exception(S3Errors.MethodNotAllowed);
        await store.Buckets.ChangeAsync(bucket, configuration => configuration with { Quota = quota > 0 ? quota : null });
        await call.DoneAsync(204);
    }

    private JsonObject Info() => new()
    {
        ["product"] = "firesteel store",
        ["region"] = store.Options.Region,
        ["durable"] = store.Options.DataDirectory is not null,
        ["buckets"] = store.Buckets.All.Count(),
        ["users"] = store.Users.Users.Count,
    };

    private async Task PutPolicyAsync(S3Call call, string name)
    {
        try
        {
            await store.Users.PutAsync(new StoredPolicy(name, System.Text.Encoding.UTF8.GetString(await call.DocumentAsync())));
        }
        catch (FormatException malformed)
        {
            throw new S3Exception(S3Errors.MalformedPolicy, malformed.Message);
        }

        await call.DoneAsync(204);
    }

    /// <summary>What the request leaves out stays as it was: a user can be given policies without its secret being known.</summary>
    private static StoreUser Read(string name, JsonObject body, StoreUser? before)
    {
        try
        {
            var keys = body["keys"] is JsonArray given
                ? [.. given.Select(key => ReadKey((JsonObject)key!, before))]
                : body["secretKey"] is not null || body["accessKey"] is not null ? [ReadKey(body, before, name)] : before?.Keys ?? [];
            var user = new StoreUser(
                name, keys,
                body["policies"] is JsonArray policies ? [.. policies.Select(policy => policy!.GetValue<string>())] : before?.Policies ?? [],
                body["account"] is JsonObject account ? new Account(account["id"]!.GetValue<string>(), account["displayName"]?.GetValue<string>() ?? name, account["email"]?.GetValue<string>()) : before?.Account,
                body["enabled"]?.GetValue<bool>() ?? before?.Enabled ?? true);
            return user.Keys.All(key => key.Id.Length >= 3 && key.Secret.Length >= 8) ? user : throw new S3Exception(S3Errors.InvalidArgument, "An access key has at least 3 characters, a secret key at least 8.");
        }
        catch (Exception malformed) when (malformed is InvalidOperationException or FormatException or InvalidCastException or NullReferenceException)
        {
            throw new S3Exception(S3Errors.InvalidArgument, "The user is not described as it should be.");
        }
    }

    private static AccessKey ReadKey(JsonObject json, StoreUser? before, string? otherwise = null)
    {
        var id = json["accessKey"]?.GetValue<string>() ?? otherwise!;
        var old = before?.Keys.FirstOrDefault(key => key.Id == id);
        var policy = json["policy"]?.ToJsonString() ?? old?.Policy;
        if (policy is not null)
            Policies.PolicyParser.Parse(policy, null);
        return new(id, json["secretKey"]?.GetValue<string>() ?? old?.Secret ?? "", policy, json["enabled"]?.GetValue<bool>() ?? old?.Enabled ?? true, json["expires"]?.GetValue<DateTimeOffset>() ?? old?.Expires);
    }

    private static JsonObject Shown(StoreUser user) => new()
    {
        ["name"] = user.Name,
        ["status"] = user.Enabled ? "enabled" : "disabled",
        ["policies"] = new JsonArray([.. user.Policies.Select(policy => JsonValue.Create(policy))]),
        ["keys"] = new JsonArray([.. user.Keys.Select(key => new JsonObject { ["accessKey"] = key.Id, ["enabled"] = key.Enabled, ["expires"] = key.Expires })]),
        ["account"] = user.Account is { } account ? new JsonObject { ["id"] = account.Id, ["displayName"] = account.DisplayName, ["email"] = account.Email } : null,
    };

    private static long? Number(JsonObject json, string name) =>
        json[name] is JsonValue value && value.TryGetValue<long>(out var number) ? number : throw new S3Exception(S3Errors.InvalidArgument, $"{name} must be a number of bytes");

    private static async Task<JsonObject> BodyAsync(S3Call call)
    {
        try
        {
            return JsonNode.Parse(await call.DocumentAsync()) as JsonObject ?? throw new S3Exception(S3Errors.InvalidArgument, "The body is not a JSON object.");
        }
        catch (JsonException)
        {
            throw new S3Exception(S3Errors.InvalidArgument, "The body is not JSON.");
        }
    }

    private static Task AnswerAsync(S3Call call, JsonNode json) => call.AnswerAsync(System.Text.Encoding.UTF8.GetBytes(json.ToJsonString()), "application/json");
}
