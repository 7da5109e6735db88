using System.Collections.Immutable;
using Firesteel.Embedded.ApiServer.Front;
using Firesteel.Embedded.ApiServer.Kinds;
using Firesteel.Embedded.ApiServer.Operations;
using Firesteel.Embedded.ApiServer.Responses;

namespace Firesteel.Embedded.ApiServer.Subresources;

/// <summary>The sub-resources that this server implements. Others that a kind names (attach, proxy…) are not served.</summary>
internal static class SubresourceList
{
    public static ImmutableArray<ISubresource> All { get; } =
    [
        new StatusSubresource(),
        new ScaleSubresource(),
        new LogSubresource(),
        new ExecSubresource(),
        new PortForwardSubresource(),
        new BindingSubresource(),
        new EvictionSubresource(),
        new EphemeralContainersSubresource(),
        new ResizeSubresource(),
        new FinalizeSubresource(),
        new TokenSubresource(),
    ];

    public static ISubresource? Find(KindInfo kind, string name) =>
        kind.Has(name) ? All.FirstOrDefault(one => one.Name == name && one.AppliesTo(kind.Group, kind.Plural)) : null;

    /// <summary>Those of a kind, in the order of the kind's own list.</summary>
    public static IEnumerable<ISubresource> Of(KindInfo kind) => kind.Subresources.Select(name => Find(kind, name)).OfType<ISubresource>();

    public static Task<Answer?> RunAsync(ApiRequest request)
    {
        if (request.Path.Rest.Count > 0 || Find(request.Kind.Info, request.Path.Subresource) is not { } found)
            throw request.Kind.IsCustom ? request.NotFound() : Representations.NotFound();
        if (!found.Verbs.Contains(request.Verb))
            throw request.MethodNotSupported();
        // A log or a stream is no object.
        if (!request.Kind.IsCustom && found is not (LogSubresource or ExecSubresource or PortForwardSubresource))
            Representations.Check(request.Request, request.Verb);
        return found.RunAsync(request);
    }
}
