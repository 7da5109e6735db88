using System.Collections.Immutable;
using Firesteel.Embedded.ObjectStore;
using Firesteel.Kube.Objects;
using Firesteel.Kube.Problems;
using Firesteel.Lake.Applying;
using Firesteel.Lake.Connecting;
using Firesteel.Lake.Credentials;
using Firesteel.Lake.Observing;
using Firesteel.Lake.Planning;
using Firesteel.Lake.Signing;
using Firesteel.Lake.Specification;
using Microsoft.Extensions.Logging;

namespace Firesteel.Cli.Platform.Lake;

/// <summary>A platform's object store, made ready for Spark as <c>firesteel lake apply</c> does it.</summary>
internal sealed class PlatformLake : IAsyncDisposable
{
    private readonly ObjectStoreServer _store;

    private PlatformLake(ObjectStoreServer store, LakeSpecification lake, StoreCredentials keys) => (_store, Lake, Keys) = (store, lake, keys);

    public Uri Address => _store.Address;

    public LakeSpecification Lake { get; }

    /// <summary>Of the user that jobs run as.</summary>
    public StoreCredentials Keys { get; }

    /// <summary>To be created in the platform's API.</summary>
    public ImmutableArray<(ResourceType Type, KubeObject Object)> Objects => LakeObjects.For(Lake, Keys);

    /// <exception cref="ProblemException">The port is taken, the keys' file is damaged, or the store refuses.</exception>
    public static async Task<PlatformLake> StartAsync(PlatformPaths paths, int port, TimeProvider time, ILoggerFactory loggers, CancellationToken stop)
    {
        var root = StoreRootFile.LoadOrCreate(paths.StoreKeys);
        var options = new ObjectStoreOptions { DataDirectory = paths.Store, Port = port, RootUser = root.AccessKey, RootPassword = root.SecretKey };
        var store = await Listening.OnPortAsync("--store-port", port, () => ObjectStoreServer.StartAsync(options, time, loggers, stop));
        try
        {
            var text = PlatformLakeFile.Text(store.Address);
            await File.WriteAllTextAsync(paths.LakeFile, text, stop);
            var lake = PlatformLakeFile.Read(text, paths.LakeFile);
            var user = lake.Users.Single();
            var keys = UserKeys.Of(user, root, _ => null);
            using var connection = new LakeConnection(lake.Store, root, time);
            var plan = LakePlanner.Plan(lake, await new LakeObserver(connection, _ => keys).ObserveAsync(lake, stop));
            var outcome = await new LakeApplier(connection, _ => keys).ApplyAsync(plan.Changes, stop: stop);
            return outcome.Failed is { } failed
                ? throw new ProblemException(new Problem(new(paths.Store), $"the store cannot be made ready ({failed.Summary}): {outcome.Reason}", "see --verbose, or leave the store out with --no-store"))
                : new(store, lake, keys);
        }
        catch
        {
            await store.DisposeAsync();
            throw;
        }
    }

    public ValueTask DisposeAsync() => _store.DisposeAsync();
}
