using System.Collections.Immutable;
using Firesteel.Embedded.ApiServer.Requests;

namespace Firesteel.Embedded.ApiServer.VirtualKinds;

/// <summary>All reviews, each in version v1 of its group.</summary>
internal static class VirtualKindList
{
    public const string Version = "v1";

    public static ImmutableArray<IVirtualKind> All { get; } =
    [
        new SelfSubjectReview(),
        new TokenReview(),
        new SelfSubjectAccessReview(),
        new SubjectAccessReview(),
        new LocalSubjectAccessReview(),
        new SelfSubjectRulesReview(),
    ];

    public static IVirtualKind? Find(RequestPath path) => path.Version == Version
        ? All.FirstOrDefault(kind => kind.Group == path.Group && kind.Plural == path.Resource && kind.Namespaced == (path.Namespace.Length > 0))
        : null;
}
