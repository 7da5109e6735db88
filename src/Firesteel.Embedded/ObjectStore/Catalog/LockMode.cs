namespace Firesteel.Embedded.ObjectStore.Catalog;

/// <summary>How strictly a version is retained.</summary>
internal enum LockMode
{
    Governance = 1,
    Compliance = 2,
}
