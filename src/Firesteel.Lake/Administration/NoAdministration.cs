using System.Net;
using System.Text.Json.Nodes;
using Firesteel.Lake.Connecting;
using Firesteel.Lake.Signing;

namespace Firesteel.Lake.Administration;

/// <summary>For stores whose users and quotas are not spoken here: the plan says which command of theirs does it.</summary>
public sealed class NoAdministration(bool lockOnExistingBuckets) : IStoreAdministration
{
    public AdministrationFeatures Features { get; } = new(Users: false, ChoosesKeys: false, Quota: false, lockOnExistingBuckets, Tested: false);

    public Task<StoreUser?> FindUserAsync(string name, CancellationToken stop = default) => Task.FromResult<StoreUser?>(null);

    public Task PutUserAsync(string name, string secretKey, CancellationToken stop = default) => throw Refused($"create user {name}");

    public Task<JsonNode?> FindPolicyAsync(string name, CancellationToken stop = default) => Task.FromResult<JsonNode?>(null);

    public Task PutPolicyAsync(string name, JsonNode policy, CancellationToken stop = default) => throw Refused($"write policy {name}");

    public Task SetUserPoliciesAsync(string user, IReadOnlyCollection<string> policies, CancellationToken stop = default) => throw Refused($"attach policies to {user}");

    public Task<long?> FindQuotaAsync(string bucket, CancellationToken stop = default) => Task.FromResult<long?>(null);

    public Task SetQuotaAsync(string bucket, long? bytes, CancellationToken stop = default) => throw Refused($"set the quota of {bucket}");

    public Task<StoreCredentials> IssueAccessKeyAsync(string user, JsonNode? policy, CancellationToken stop = default) => throw Refused($"issue an access key for {user}");

    private static StoreException Refused(string asked) => new(asked, HttpStatusCode.NotImplemented, "NotImplemented", "this kind of store is administered with its own tool");
}
