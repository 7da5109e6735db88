using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Firesteel.Embedded.ObjectStore.Access;
using Firesteel.Embedded.ObjectStore.Catalog;
using Firesteel.Embedded.ObjectStore.Policies;
using Firesteel.Embedded.ObjectStore.Storage;

namespace Firesteel.Embedded.ObjectStore.Users;

/// <summary>Users, their keys and the policies they name; all of them in memory, changed through the index.</summary>
internal sealed class UserDirectory
{
    private readonly IObjectStorage _storage;
    private readonly SemaphoreSlim _changing = new(1);
    private readonly Caller _root;
    private readonly string _rootSecret;
    private ImmutableDictionary<string, StoreUser> _users = ImmutableDictionary<string, StoreUser>.Empty;
    private ImmutableDictionary<string, PolicyDocument> _policies = ImmutableDictionary<string, PolicyDocument>.Empty.AddRange(CannedPolicies.All);
    private volatile ConcurrentDictionary<string, (Caller Caller, AccessKey Key)> _callers = new();

    public UserDirectory(IObjectStorage storage, string rootUser, string rootPassword)
    {
        _storage = storage;
        Own = new(Convert.ToHexStringLower(SHA256.HashData("firesteel store"u8)), "firesteel");
        _root = new(rootUser, rootUser, Own, IsRoot: true, IsAccountOwner: true, [], null);
        _rootSecret = rootPassword;
        foreach (var (_, value) in IndexKeys.Each(storage, IndexKeys.UserPrefix))
        {
            if (JsonSerializer.Deserialize(value, UserJson.Default.StoreUser) is { } user)
                _users = _users.SetItem(user.Name, user);
        }

        foreach (var (_, value) in IndexKeys.Each(storage, IndexKeys.PolicyPrefix))
        {
            if (JsonSerializer.Deserialize(value, UserJson.Default.StoredPolicy) is { } policy)
                _policies = _policies.SetItem(policy.Name, PolicyParser.Parse(policy.Document, null));
        }
    }

    /// <summary>The store's own account: the root user's, and that of every user without one.</summary>
    public Account Own { get; }

    public string RootUser => _root.User!;

    public IReadOnlyCollection<StoreUser> Users => [.. _users.Values.OrderBy(user => user.Name, StringComparer.Ordinal)];

    public IReadOnlyDictionary<string, PolicyDocument> Policies => _policies;

    /// <returns>Null when there is no such key, or it or its user is disabled or expired.</returns>
    public (Caller Caller, string Secret)? Find(string accessKey, DateTimeOffset now)
    {
        if (accessKey == _root.AccessKey)
            return (_root, _rootSecret);
        var callers = _callers; // replaced as a whole by a change: what is resolved from older users must not land in the newer map
        if (!callers.TryGetValue(accessKey, out var found))
        {
            if (Resolve(accessKey) is not { } resolved)
                return null;
            found = callers[accessKey] = resolved;
        }

        return found.Key.Expires <= now ? null : (found.Caller, found.Key.Secret);
    }

    public StoreUser? Find(string name) => _users.GetValueOrDefault(name);

    public Account? AccountById(string id) => id == Own.Id ? Own : _users.Values.FirstOrDefault(user => user.Account?.Id == id)?.Account;

    public Account? AccountByEmail(string email) =>
        _users.Values.FirstOrDefault(user => string.Equals(user.Account?.Email, email, StringComparison.OrdinalIgnoreCase))?.Account;

    /// <summary>True when another user, or the root user, has one of the keys.</summary>
    public bool Takes(string exceptUser, IEnumerable<AccessKey> keys)
    {
        var others = _users.Values.Where(user => user.Name != exceptUser).SelectMany(user => user.Keys).Select(key => key.Id).Append(_root.AccessKey!).ToHashSet();
        return keys.Any(key => others.Contains(key.Id));
    }

    public Task PutAsync(StoreUser user) => ChangeAsync(
        new IndexBatch().Put(IndexKeys.User(user.Name), JsonSerializer.SerializeToUtf8Bytes(user, UserJson.Default.StoreUser)),
        () => _users = _users.SetItem(user.Name, user));

    public Task DeleteUserAsync(string name) => ChangeAsync(new IndexBatch().Delete(IndexKeys.User(name)), () => _users = _users.Remove(name));

    public Task PutAsync(StoredPolicy policy)
    {
        var document = PolicyParser.Parse(policy.Document, null);
        return ChangeAsync(
            new IndexBatch().Put(IndexKeys.Policy(policy.Name), JsonSerializer.SerializeToUtf8Bytes(policy, UserJson.Default.StoredPolicy)),
            () => _policies = _policies.SetItem(policy.Name, document));
    }

    public Task DeletePolicyAsync(string name) => ChangeAsync(new IndexBatch().Delete(IndexKeys.Policy(name)), () => _policies = _policies.Remove(name));

    private (Caller, AccessKey)? Resolve(string accessKey)
    {
        foreach (var user in _users.Values)
        {
            if (!user.Enabled || user.Keys.FirstOrDefault(key => key.Id == accessKey) is not { Enabled: true } key)
                continue;
            var policies = user.Policies.Select(name => _policies.GetValueOrDefault(name)).OfType<PolicyDocument>().ToImmutableArray();
            var narrowed = key.Policy is null ? null : PolicyParser.Parse(key.Policy, null);
            return (new Caller(user.Name, accessKey, user.Account ?? Own, IsRoot: false, IsAccountOwner: user.Account is not null, policies, narrowed), key);
        }

        return null;
    }

    private async Task ChangeAsync(IndexBatch batch, Action apply)
    {
        await _changing.WaitAsync();
        try
        {
            await _storage.CommitAsync(batch);
            apply();
            _callers = new();
        }
        finally
        {
            _changing.Release();
        }
    }
}
