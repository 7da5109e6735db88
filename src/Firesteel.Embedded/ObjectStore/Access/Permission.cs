namespace Firesteel.Embedded.ObjectStore.Access;

/// <summary>What a grant of an access control list gives.</summary>
[Flags]
internal enum Permission
{
    None = 0,
    Read = 1,
    Write = 2,
    ReadAcp = 4,
    WriteAcp = 8,
    FullControl = 15,
}
