using System.Collections.Immutable;

namespace Firesteel.Embedded.ObjectStore.Policies;

/// <param name="Principal">Null in the policies of users, and where <paramref name="NotPrincipal"/> stands.</param>
internal sealed record PolicyStatement(
    bool Allow,
    PolicyPrincipal? Principal,
    PolicyPrincipal? NotPrincipal,
    ImmutableArray<string> Actions,
    ImmutableArray<string> NotActions,
    ImmutableArray<string> Resources,
    ImmutableArray<string> NotResources,
    ImmutableArray<PolicyCondition> Conditions)
{
    public bool Applies(PolicyRequest request) =>
        (Principal is null || Principal.Matches(request.Caller))
        && (NotPrincipal is null || !NotPrincipal.Matches(request.Caller))
        && (Actions.IsEmpty || Actions.Any(action => Wildcard.Matches(action, request.Action, ignoreCase: true)))
        && !NotActions.Any(action => Wildcard.Matches(action, request.Action, ignoreCase: true))
        && (Resources.IsEmpty || Resources.Any(resource => Covers(resource, request)))
        && !NotResources.Any(resource => Covers(resource, request))
        && Conditions.All(condition => condition.Holds(request));

    private static bool Covers(string resource, PolicyRequest request) => Wildcard.Matches(request.Expand(resource), request.Arn);
}
