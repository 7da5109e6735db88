namespace Firesteel.Embedded.ObjectStore.Storage;

internal enum IndexChangeKind : byte
{
    Put = 1,
    Delete = 2,
    Add = 3,
}
