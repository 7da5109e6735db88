using System.Collections.Frozen;
using Firesteel.Embedded.ObjectStore.Http;
using Microsoft.AspNetCore.Http;

namespace Firesteel.Embedded.ObjectStore.Operations;

/// <summary>Finds the operation of a request. A subresource that nobody serves never falls through to the plain operation.</summary>
internal static class OperationTable
{
    /// <summary>Subresources of S3 that the store does not have.</summary>
    private static readonly string[] Foreign =
        ["analytics", "events", "intelligent-tiering", "inventory", "metadataTable", "metrics", "restore", "select", "session", "torrent", "append", "renameObject", "abac"];

    private static readonly FrozenSet<string> Subresources =
        OperationList.All.Where(operation => operation.Route.Value is null).SelectMany(operation => operation.Route.Query).Concat(Foreign).ToFrozenSet();

    private static readonly FrozenDictionary<(string Method, OperationScope Scope), IOperation[]> Operations = OperationList.All
        .GroupBy(operation => (operation.Route.Method, operation.Route.Scope))
        .ToFrozenDictionary(group => group.Key, group => group.OrderByDescending(operation => operation.Route.Query.Length + (operation.Route.Header is null ? 0 : 1)).ToArray());

    /// <exception cref="S3Exception">There is no such operation.</exception>
    public static IOperation Find(string method, OperationScope scope, QueryParameters query, IHeaderDictionary headers)
    {
        foreach (var operation in Operations.GetValueOrDefault((method, scope), []))
        {
            var route = operation.Route;
            if (route.Query.All(query.Has) && (route.Header is null || headers.ContainsKey(route.Header)) && (route.Value is null || query[route.Query[0]] == route.Value)
                && !query.All.Any(parameter => Subresources.Contains(parameter.Name) && !route.Query.Contains(parameter.Name) && !Tolerated(route, parameter.Name)))
                return operation;
        }

        if (query.All.Any(parameter => Foreign.Contains(parameter.Name)))
            throw new S3Exception(S3Errors.NotImplemented);
        throw new S3Exception(S3Errors.MethodNotAllowed);
    }

    /// <summary>A name that is a subresource of one operation and a plain parameter of another.</summary>
    private static bool Tolerated(OperationRoute route, string name) => name == "partNumber" && route.Name is ("GetObject" or "HeadObject");
}
