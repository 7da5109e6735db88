namespace Firesteel.Embedded.ObjectStore.Policies;

internal enum PolicyDecision
{
    /// <summary>No statement speaks about the request.</summary>
    None,
    Allow,
    Deny,
}
