using Firesteel.Cli.Connection;
using Firesteel.Cli.Shell;
using Firesteel.Lake.Connecting;
using Firesteel.Lake.Credentials;
using Firesteel.Lake.Observing;
using Firesteel.Lake.Planning;
using Firesteel.Lake.Signing;
using Firesteel.Lake.Specification;

namespace Firesteel.Cli.Verbs.Lake;

/// <summary>A lake file, its administrator and the connection between them: what plan, apply, check and secret begin with.</summary>
internal sealed class LakeSession : IDisposable
{
    private readonly Dictionary<string, StoreCredentials> _keys = new(StringComparer.Ordinal);
    private readonly Terminal _terminal;

    private LakeSession(LakeSpecification lake, LakeConnection connection, Terminal terminal) => (Lake, Connection, _terminal) = (lake, connection, terminal);

    public LakeSpecification Lake { get; }
    public LakeConnection Connection { get; }

    public static async Task<LakeSession> OpenAsync(string file, string? kubeconfig, Terminal terminal, CancellationToken stop)
    {
        var lake = LakeFileOption.Read(file, terminal);
        var administrator = await AdministratorKeys.FindAsync(lake.Store.Administrator, terminal.Environment, () => ClusterConnector.Connect(kubeconfig, null, terminal).Client, stop);
        return new LakeSession(lake, new LakeConnection(lake.Store, administrator, terminal.Time), terminal);
    }

    /// <summary>The keys a user shall have; deriving one is slow on purpose, so once each.</summary>
    public StoreCredentials KeysOf(UserSpecification user)
    {
        if (!_keys.TryGetValue(user.Name, out var keys))
            _keys[user.Name] = keys = UserKeys.Of(user, Connection.Credentials, _terminal.Environment);
        return keys;
    }

    public StoreCredentials KeysOf(string user) => KeysOf(Lake.Users.Single(known => known.Name == user));

    public async Task<LakePlan> PlanAsync(CancellationToken stop) => LakePlanner.Plan(Lake, await new LakeObserver(Connection, KeysOf).ObserveAsync(Lake, stop));

    public void Dispose() => Connection.Dispose();
}
