using System.Collections.Immutable;
using Firesteel.Kube.Problems;

namespace Firesteel.Lake.Specification;

/// <param name="Name">Also the access key where the store lets it be chosen.</param>
/// <param name="KeyEnvironment">Variable that holds the secret key; null: derived from the administrator's.</param>
/// <param name="KeyVersion">Raise it to get another derived key.</param>
public sealed record UserSpecification(
    string Name,
    string? KeyEnvironment,
    int KeyVersion,
    ImmutableArray<Grant> Grants,
    ImmutableArray<SecretReference> Secrets,
    Location Where)
{
    /// <summary>Name of the policy that is generated from the grants.</summary>
    public string PolicyName => Name + "-lake";
}
