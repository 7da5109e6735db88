namespace Firesteel.Embedded.ApiServer.CustomResources;

/// <summary>What a definition says of its approval.</summary>
internal enum ApprovalKind
{
    Missing,
    Invalid,
    Bypassed,
    Approved,
}
