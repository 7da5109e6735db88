using Firesteel.Embedded.ApiServer.Authentication;
using Firesteel.Embedded.ApiServer.Authorization;
using Firesteel.Embedded.ApiServer.Catalog;
using Firesteel.Embedded.ApiServer.Storage;
using Firesteel.Embedded.PodLogs;
using Firesteel.Embedded.PodStreams;
using Firesteel.Kube.Objects;
using Microsoft.Extensions.Logging;

namespace Firesteel.Embedded.ApiServer.Operations;

/// <summary>What every operation of one server shares.</summary>
internal sealed record ApiServices(
    ApiServerOptions Options, RevisionStore Store, Catalogue Catalogue, TimeProvider Time, ServiceAccountTokens Tokens, IPodLogs? PodLogs, ILogger Log)
{
    /// <summary>Set once, when the tokens can be checked against the store.</summary>
    public required Authenticator Authenticator { get; init; }

    /// <summary>Who may do what.</summary>
    public RoleAuthorizer Authorizer { get; } = new(Store);

    /// <summary>Null for a server without a node.</summary>
    public IPodStreams? PodStreams { get; init; }

    /// <summary>An object of a kind in its preferred version; null when there is none.</summary>
    public KubeObject? Find(string group, string plural, ObjectKey key) => Find(Store, group, plural, key);

    public static KubeObject? Find(RevisionStore store, string group, string plural, ObjectKey key) =>
        store.Find(store.Collection(group, plural), key) is { } stored ? new(stored.Parse()) : null;
}
