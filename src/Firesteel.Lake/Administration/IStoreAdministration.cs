using System.Text.Json.Nodes;

namespace Firesteel.Lake.Administration;

/// <summary>
/// What S3 itself has no call for: users, policies and quotas, which each kind of store does its own way.
/// A refusal is a <see cref="Connecting.StoreException"/> with the store's own words.
/// </summary>
public interface IStoreAdministration
{
    AdministrationFeatures Features { get; }

    /// <returns>Null when there is no such user.</returns>
    Task<StoreUser?> FindUserAsync(string name, CancellationToken stop = default);

    /// <summary>Creates the user, or gives an existing one this secret key; enabled either way.</summary>
    /// <param name="secretKey">Ignored where the store makes keys itself (<see cref="AdministrationFeatures.ChoosesKeys"/> is false).</param>
    Task PutUserAsync(string name, string secretKey, CancellationToken stop = default);

    /// <returns>Null when there is no such policy.</returns>
    Task<JsonNode?> FindPolicyAsync(string name, CancellationToken stop = default);

    Task PutPolicyAsync(string name, JsonNode policy, CancellationToken stop = default);

    /// <summary>The user has exactly these policies afterwards.</summary>
    Task SetUserPoliciesAsync(string user, IReadOnlyCollection<string> policies, CancellationToken stop = default);

    /// <returns>Bytes; null when there is none.</returns>
    Task<long?> FindQuotaAsync(string bucket, CancellationToken stop = default);

    /// <param name="bytes">Null removes it.</param>
    Task SetQuotaAsync(string bucket, long? bytes, CancellationToken stop = default);

    /// <summary>A further key pair that belongs to a user, limited by the policy when one is given. For stores that make keys themselves, the way to get any.</summary>
    Task<Signing.StoreCredentials> IssueAccessKeyAsync(string user, JsonNode? policy, CancellationToken stop = default);
}
