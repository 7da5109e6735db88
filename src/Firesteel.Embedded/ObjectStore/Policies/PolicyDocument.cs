using System.Collections.Immutable;
using System.Net;

namespace Firesteel.Embedded.ObjectStore.Policies;

/// <summary>A parsed policy: of a user without principals, of a bucket with them.</summary>
/// <param name="Text">As it was given.</param>
internal sealed record PolicyDocument(string Text, ImmutableArray<PolicyStatement> Statements)
{
    /// <summary>Anybody at all may do something here: an allow for everybody without a condition that names a fixed origin.</summary>
    public bool IsPublic => Statements.Any(statement => statement.Allow && statement.NotPrincipal is null && statement.Principal is { IsEverybody: true } && !Narrow(statement));

    /// <summary>A deny wins over an allow, and an allow over silence.</summary>
    public PolicyDecision Evaluate(PolicyRequest request)
    {
        var decision = PolicyDecision.None;
        foreach (var statement in Statements)
        {
            if (!statement.Applies(request))
                continue;
            if (!statement.Allow)
                return PolicyDecision.Deny;
            decision = PolicyDecision.Allow;
        }

        return decision;
    }

    /// <summary>Source: AWS, "The meaning of public": a fixed value of one of these keys makes a statement not public.</summary>
    private static bool Narrow(PolicyStatement statement) => statement.Conditions.Any(condition =>
        condition.Key is "aws:sourceip" or "aws:sourcearn" or "aws:sourcevpc" or "aws:sourcevpce" or "aws:userid" or "aws:sourceaccount" or "aws:principalorgid" or "s3:x-amz-server-side-encryption-aws-kms-key-id"
        && !condition.Negated
        && condition.Values.All(value => !value.Contains('*') && !(IPNetwork.TryParse(value, out var network) && network.PrefixLength < 8)));
}
